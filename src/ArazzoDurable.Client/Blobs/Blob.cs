using System.Text.Json;

namespace ArazzoDurable.Client.Blobs;

/// <summary>A value that is stored under the hash of its content.</summary>
/// <param name="Data">The value.</param>
/// <param name="Type"><c>data</c> or <c>flow</c>.</param>
public sealed record Blob(JsonElement Data, string Type = Blob.DataType)
{
    /// <summary>The type of any JSON.</summary>
    public const string DataType = "data";

    /// <summary>The type of a flow: a bundle of a description and its sources.</summary>
    public const string FlowType = "flow";
}
