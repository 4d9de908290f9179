using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ArazzoDurable.Embedded.DataFolders;

/// <summary>The process that works in a data folder.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="Name">What it calls itself, such as <c>arazzo serve</c>.</param>
/// <param name="Since">When it took the folder.</param>
public sealed record DataFolderHolder(int ProcessId, string Name, DateTimeOffset Since)
{
    /// <summary>Reads as <c>process 1234 (arazzo serve) since 2026-01-31 12:00:00Z</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {ProcessId} ({Name}) since {Since:u}");

    internal static DataFolderHolder? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), HolderJson.Default.DataFolderHolder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // The folder is held all the same; only the name of who holds it is lost.
            return null;
        }
    }

    internal void Write(string path)
    {
        var draft = path + ".new";
        using (var file = OwnersFile.Open(draft, FileMode.Create, FileShare.None))
            JsonSerializer.Serialize(file, this, HolderJson.Default.DataFolderHolder);
        File.Move(draft, path, overwrite: true);
    }
}

[JsonSerializable(typeof(DataFolderHolder))]
sealed partial class HolderJson : JsonSerializerContext;
