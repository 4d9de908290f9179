using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Client.Sending;

namespace ArazzoDurable.Client.Flows;

/// <summary>A flow to store: an Arazzo description with the documents that it names.</summary>
public abstract record FlowUpload
{
    const string DescriptionPart = "arazzo";

    FlowUpload()
    {
    }

    /// <summary>One JSON object: <c>{"arazzo": …, "sources": {…}}</c>, as <see cref="ArazzoClient.GetFlowAsync"/> gives it.</summary>
    /// <param name="Json">The object.</param>
    public sealed record Bundle(JsonElement Json) : FlowUpload
    {
        internal override HttpContent ToContent() => JsonBody.Of(JsonBody.Bytes(Json, ClientJson.Default.JsonElement));
    }

    /// <summary>Documents in YAML or JSON. Diagnostics count lines in these texts.</summary>
    /// <param name="Description">The description, in UTF-8.</param>
    /// <param name="Sources">The documents in UTF-8, by the names of the sources; those of a source that is a description itself under a path such as <c>lib/boxes</c>.</param>
    public sealed record Documents(ReadOnlyMemory<byte> Description, ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Sources) : FlowUpload
    {
#pragma warning disable CA2000 // A form disposes of its parts.
        internal override HttpContent ToContent()
        {
            var form = new MultipartFormDataContent { { new ReadOnlyMemoryContent(Description), DescriptionPart } };
            foreach (var (name, document) in Sources)
                form.Add(new ReadOnlyMemoryContent(document), name);
            return form;
        }
#pragma warning restore CA2000
    }

    /// <summary>Reads documents from files.</summary>
    /// <param name="description">The path of the description.</param>
    /// <param name="sources">The paths of the documents, by the names of the sources.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<FlowUpload> ReadAsync(string description, IEnumerable<KeyValuePair<string, string>> sources, CancellationToken cancellationToken = default)
    {
        var documents = ImmutableSortedDictionary.CreateBuilder<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (name, path) in sources)
            documents.Add(name, await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
        return new Documents(await File.ReadAllBytesAsync(description, cancellationToken).ConfigureAwait(false), documents.ToImmutable());
    }

    /// <summary>The body that carries it. Its length is known.</summary>
    internal abstract HttpContent ToContent();
}
