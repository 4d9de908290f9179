using System.Xml;
using System.Xml.Linq;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>Reads what "List Blobs" answers.</summary>
static class BlobListXml
{
    /// <summary>How many bytes of it are read at the most: 5,000 blobs with the longest names stay below.</summary>
    public const int MostBytes = 33_554_432;

    static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostBytes };

    public static BlobPage Read(byte[] xml)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml), Settings);
            var root = XDocument.Load(reader).Root!;
            var names = root.Element("Blobs")?.Elements("Blob").Select(Name) ?? [];
            return new BlobPage([.. names], root.Element("NextMarker")?.Value is { Length: > 0 } marker ? marker : null);
        }
        catch (Exception exception) when (exception is XmlException or FormatException)
        {
            throw new StoreFailedException($"Blob Storage answered with a list that cannot be read: {exception.Message}", exception);
        }
    }

    static string Name(XElement blob) => blob.Element("Name")?.Value ?? throw new FormatException("a blob has no Name.");
}
