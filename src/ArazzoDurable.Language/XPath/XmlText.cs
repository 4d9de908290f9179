using System.Diagnostics.CodeAnalysis;
using System.Xml;
using System.Xml.XPath;

namespace ArazzoDurable.Language.XPath;

/// <summary>Reads XML from a text: without a document type declaration, and without anything from elsewhere.</summary>
static class XmlText
{
    static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true };

    /// <summary>Reads a document to look into.</summary>
    /// <param name="text">The text.</param>
    /// <param name="root">Its root node.</param>
    /// <param name="problem">Why it cannot be read, without any of it: it goes on after what it is said of.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out XPathNavigator? root, [NotNullWhen(false)] out string? problem)
    {
        root = null;
        problem = Problem(text);
        if (problem is not null)
            return false;
        using var reader = Reader(text);
        root = new XPathDocument(reader, XmlSpace.Preserve).CreateNavigator();
        return true;
    }

    /// <summary>Reads a document to change it.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out XmlDocument? document, [NotNullWhen(false)] out string? problem)
    {
        document = null;
        problem = Problem(text);
        if (problem is not null)
            return false;
        using var reader = Reader(text);
        document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.Load(reader);
        return true;
    }

    /// <summary>Whether XML has all characters of a text (XML 1.0, 2.2).</summary>
    public static bool CanCarry(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value))
                return false;
        }
        return true;
    }

    // Read once for its faults alone: the platform's messages quote what they have read, and its documents know no depth.
    static string? Problem(string text)
    {
        if (text.Length > XPathLimits.TextLength)
            return $"is longer than the {XPathLimits.TextLength} characters of XML that are read";
        try
        {
            using var reader = Reader(text);
            while (reader.Read())
            {
                if (reader.Depth > XPathLimits.TextDepth)
                    return $"is XML that is nested deeper than {XPathLimits.TextDepth} levels";
            }
            return null;
        }
        catch (XmlException exception)
        {
            return text.Contains("<!DOCTYPE", StringComparison.Ordinal)
                ? "has a document type declaration, which is not read"
                : $"is no XML that can be read{At(exception)}";
        }
    }

    static string At(XmlException exception) =>
        exception.LineNumber > 0 ? $" (line {exception.LineNumber}, column {exception.LinePosition})" : "";

    // White space before the declaration is what templates leave there.
    static XmlReader Reader(string text) => XmlReader.Create(new StringReader(text.TrimStart()), Settings);
}
