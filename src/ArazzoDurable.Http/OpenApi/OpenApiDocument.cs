using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Http.OpenApi;

/// <summary>
/// The description of this API in OpenAPI 3.1. It is written by hand in <c>openapi.yaml</c> beside this file; the version is put in here.
/// </summary>
static class OpenApiDocument
{
    const string Resource = "ArazzoDurable.Http.OpenApi.openapi.yaml";

    static readonly Lazy<byte[]> Made = new(Make);
    static readonly Lazy<string> MadeTag = new(() => $"\"{Convert.ToHexStringLower(SHA256.HashData(Made.Value))}\"");

    /// <summary>The document as JSON.</summary>
    public static ReadOnlyMemory<byte> Bytes => Made.Value;

    /// <summary>Its entity tag, quotes included: the same for the same bytes.</summary>
    public static string Tag => MadeTag.Value;

    /// <summary>The version of the API: that of its assembly.</summary>
    public static string Version { get; } = typeof(OpenApiDocument).Assembly.GetName().Version?.ToString(3)
        ?? throw new InvalidOperationException("The assembly of the API has no version.");

    static byte[] Make()
    {
        var read = SyntaxReader.Read(Text());
        if (read.Root is not { } root || !read.Diagnostics.IsEmpty)
            throw new InvalidOperationException($"{Resource} cannot be read: {string.Join("; ", read.Diagnostics)}");
        var document = JsonNode.Parse(NodeJson.ToElement(root).GetRawText())!;
        document["info"]!["version"] = Version;
        return Encoding.UTF8.GetBytes(document.ToJsonString(new JsonSerializerOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }));
    }

    static byte[] Text()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly has no {Resource}.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
