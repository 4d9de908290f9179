using System.Globalization;
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
            var blobs = root.Element("Blobs")?.Elements("Blob").Select(Blob) ?? [];
            return new BlobPage([.. blobs], root.Element("NextMarker")?.Value is { Length: > 0 } marker ? marker : null);
        }
        catch (Exception exception) when (exception is XmlException or FormatException)
        {
            throw new StoreFailedException($"Blob Storage answered with a list that cannot be read: {exception.Message}", exception);
        }
    }

    static ListedBlob Blob(XElement blob) => new(
        Text(blob, "Name"),
        Text(blob.Element("Properties"), "Etag"),
        long.Parse(Text(blob.Element("Properties"), "Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture));

    static string Text(XElement? parent, string name) => parent?.Element(name)?.Value ?? throw new FormatException($"a blob has no {name}.");
}
