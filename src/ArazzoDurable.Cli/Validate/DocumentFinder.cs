using System.Text;
using System.Text.RegularExpressions;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Cli.Validate;

/// <summary>Finds the descriptions that the arguments of a command mean.</summary>
static partial class DocumentFinder
{
    static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>The descriptions, each once: files as they are given, folders by what lies below them, in the order of the names.</summary>
    /// <exception cref="CommandFailedException">A path does not exist or cannot be read, or there is no description below a folder.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths)
    {
        try
        {
            return [.. paths.SelectMany(OfPath).DistinctBy(Path.GetFullPath, StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"A folder or a file in it cannot be read: {failure.Message}");
        }
    }

    static IReadOnlyList<string> OfPath(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new CommandFailedException($"There is no file{(path.StartsWith('-') ? ", folder or option" : " or folder")} '{path}'.");
        var found = Directory.EnumerateFiles(path, "*", Everywhere)
            .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .Where(file => IsDescription(File.ReadAllBytes(file)))
            .ToList();
        return found.Count > 0 ? found : throw new CommandFailedException($"There is no Arazzo document below '{path}'; one has the member 'arazzo' at its root.");
    }

    static bool IsDescription(byte[] bytes)
    {
        // Most files beside descriptions are OpenAPI documents, which are long and need not be read to tell.
        if (bytes.AsSpan().IndexOf("arazzo"u8) < 0)
            return false;
        return SyntaxReader.Read(bytes).Root switch
        {
            Node.Mapping root => root["arazzo"] is not null,
            // Of a broken file only the looks can tell; to pass over a broken description would be worse than to name a file too many.
            null => VersionLine.IsMatch(Encoding.UTF8.GetString(bytes)),
            _ => false,
        };
    }

    [GeneratedRegex("""^\uFEFF?[\s{]*["']?arazzo["']?\s*:""", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    static partial Regex VersionLine { get; }
}
