using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Finds operations by <c>operationId</c>, bare or qualified as <c>$sourceDescriptions.name.id</c>.</summary>
sealed class OperationIdResolver(OperationLookup lookup)
{
    const int MostNames = 10;

    public Resolution Resolve(Text reference)
    {
        if (!reference.Value.StartsWith(OperationLookup.Qualifier, StringComparison.Ordinal))
            return Unqualified(reference);
        var rest = reference.Value[OperationLookup.Qualifier.Length..];
        var name = (lookup.AtStart(rest) ?? lookup.AtStart(rest, StringComparison.OrdinalIgnoreCase)) is { } source && rest.Length > source.Name.Length
            ? rest[..source.Name.Length]
            : rest.Split('.', 2)[0];
        return rest.Length > name.Length
            ? lookup.In(reference, name, source => InSource(reference, source, rest[(name.Length + 1)..]))
            : OperationLookup.Error(OperationCodes.UnknownOperation, reference, $"'{reference.Value}' names no operation.", $"Write {OperationLookup.Qualifier}<source>.<operationId>.");
    }

    Resolution InSource(Text reference, SourceDescription source, string operationId)
    {
        if (lookup.KindOf(source) is SourceType.AsyncApi)
            return InChannels(reference, source, operationId);
        if (lookup.Loaded(source.Name) is not { } loaded)
            return new Resolution.Unavailable(source.Name);
        return Choose(reference, operationId, [loaded]) ?? lookup.UnknownOperation(reference, operationId, source);
    }

    Resolution InChannels(Text reference, SourceDescription source, string operationId) =>
        lookup.Loaded(source.Name) is not { } loaded || loaded.Channels.HasOperation(operationId)
            ? new Resolution.Channel([])
            : lookup.UnknownOperation(reference, operationId, source);

    Resolution Unqualified(Text reference)
    {
        if (lookup.Declared is [var only])
            return InSource(reference, only, reference.Value);
        if (!lookup.IsLenient)
        {
            return OperationLookup.Error(OperationCodes.UnqualifiedOperation, reference,
                $"With several sources the operation '{reference.Value}' has to name its own.", $"Write {OperationLookup.Qualifier}<source>.{reference.Value}.");
        }
        return Choose(reference, reference.Value, lookup.Searched) switch
        {
            Resolution.Found found => found.With(Unqualification(reference, lookup.NameOf(found.Operation), found.Operation.OperationId!)),
            { } other => other,
            null => WithoutOperation(reference),
        };
    }

    Resolution WithoutOperation(Text reference)
    {
        if (lookup.Searched.FirstOrDefault(source => source.Kind is SourceType.AsyncApi && source.Channels.HasOperation(reference.Value)) is { } asynchronous)
            return new Resolution.Channel([Unqualification(reference, asynchronous.Name, reference.Value)]);
        return lookup.Unavailable is { } unavailable
            ? new Resolution.Unavailable(unavailable.Name)
            : lookup.UnknownOperation(reference, reference.Value, lookup.Declared);
    }

    static Diagnostic Unqualification(Text reference, string source, string operationId) => OperationLookup.Warning(OperationCodes.UnqualifiedOperation, reference,
        $"With several sources the operation '{reference.Value}' has to name its own; only '{source}' has it.",
        $"Write {OperationLookup.Qualifier}{source}.{operationId}.");

    /// <summary>The one operation of these sources that has the id; an error when several have it, null when none has.</summary>
    Resolution? Choose(Text reference, string operationId, ImmutableArray<SourceDocument> sources)
    {
        var all = sources.SelectMany(source => source.WithId(operationId), (source, address) => (Source: source, Address: address)).ToImmutableArray();
        var exact = all.RemoveAll(match => !string.Equals(match.Address.OperationId, operationId, StringComparison.Ordinal));
        var matches = exact.IsEmpty && lookup.IsLenient ? all : exact;
        if (matches.IsEmpty)
            return null;
        if (matches.Length > 1)
        {
            var names = matches.Take(MostNames).Select(match => $"{OperationLookup.Qualifier}{match.Source.Name}.{match.Address.OperationId} ({match.Address})");
            return OperationLookup.Error(OperationCodes.AmbiguousOperation, reference, $"The operation '{operationId}' may be any of {string.Join(", ", names)}{(matches.Length > MostNames ? $" and {matches.Length - MostNames} more" : "")}.",
                "Name the one that is meant, by its source or by operationPath.");
        }
        var (source, address) = matches[0];
        return lookup.Read(reference, source, address, exact.IsEmpty
            ? [OperationLookup.Warning(OperationCodes.OperationCase, reference,
                $"Source '{source.Name}' spells the operation '{operationId}' as '{address.OperationId}'.", $"Write {address.OperationId}.")]
            : []);
    }
}
