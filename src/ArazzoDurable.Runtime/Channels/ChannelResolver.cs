using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Channels;

/// <summary>Finds the channels that steps name by <c>channelPath</c> (Arazzo 1.1.0, Step Object).</summary>
sealed class ChannelResolver(OperationLookup lookup)
{
    const string Form = "Write {$sourceDescriptions.<source>.url}#/channels/<channel>, or use operationId.";

    /// <summary>The channel, as far as its source is there to look; what is wrong with the path is told.</summary>
    public Resolution Resolve(Text reference)
    {
        if (SourcePointer.Parse(reference) is not { } path)
            return new Resolution.Channel([WithoutPointer(reference)]);
        return path.Name.Length == 0 && lookup.Asynchronous is [var only] ? InSource(reference, only, path) : lookup.In(reference, path.Name, source => InSource(reference, source, path));
    }

    Resolution InSource(Text reference, SourceDescription source, SourcePointer path)
    {
        ImmutableArray<Diagnostic> warnings = path.IsStandard ? [] : [OperationLookup.Warning(OperationCodes.ChannelPathForm, reference,
            $"'{path.Source}' is not the standard way to name a source.", $"Write '{SourcePointer.Standard(source.Name, path.Pointer)}'.")];
        return lookup.Loaded(source.Name) is { } loaded
            ? InDocument(reference, source, loaded, path.Pointer, warnings)
            : new Resolution.Channel(warnings);
    }

    Diagnostic WithoutPointer(Text reference)
    {
        var meant = lookup.Asynchronous is [var only] && lookup.Loaded(only.Name)?.Channels is { } document
            && document.HasChannel(Pointer(reference.Value))
                ? $"Write '{SourcePointer.Standard(only.Name, Pointer(reference.Value).ToString())}'."
                : Form;
        return OperationLookup.Warning(OperationCodes.ChannelPathForm, reference, $"'{reference.Value}' has no JSON Pointer to a channel.", meant);
    }

    Resolution InDocument(Text reference, SourceDescription source, SourceDocument loaded, string pointer, ImmutableArray<Diagnostic> warnings)
    {
        if (loaded.Kind != SourceType.AsyncApi)
        {
            return OperationLookup.Error(OperationCodes.UnknownChannel, reference,
                $"Source '{source.Name}' ({source.Url.Value}) has no channels, for it is no AsyncAPI document.");
        }
        // A URI fragment may percent-encode what a pointer holds.
        foreach (var text in new[] { pointer, Uri.UnescapeDataString(pointer) })
        {
            if (JsonPointer.TryParse(text, out var parsed) && loaded.Channels.HasChannel(parsed))
                return new Resolution.Channel(warnings);
        }
        return OperationLookup.Error(OperationCodes.UnknownChannel, reference,
            $"The channel '{pointer}' is not in source '{source.Name}' ({source.Url.Value}).",
            lookup.DidYouMean(pointer, loaded.Channels.Channels.Select(Pointer).Where(loaded.Channels.HasChannel).Select(channel => channel.ToString())));
    }

    static JsonPointer Pointer(string channel) => JsonPointer.Root.Append("channels").Append(channel);
}
