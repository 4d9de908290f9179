using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Finds operations by <c>operationId</c>, bare or qualified as <c>$sourceDescriptions.name.id</c>.</summary>
sealed class OperationIdResolver(OperationLookup lookup)
{
    public Resolution Resolve(Text reference)
    {
        if (!reference.Value.StartsWith(OperationLookup.Qualifier, StringComparison.Ordinal))
            return Unqualified(reference);
        var rest = reference.Value[OperationLookup.Qualifier.Length..];
        return lookup.AtStart(rest, '.') is { } source && rest.Length > source.Name.Length
            ? InSource(reference, source, rest[(source.Name.Length + 1)..])
            : lookup.UnknownSource(reference, rest.Split('.', 2)[0]);
    }

    Resolution InSource(Text reference, SourceDescription source, string operationId)
    {
        if (lookup.Loaded(source.Name) is not { } loaded)
            return new Resolution.Unavailable(source.Name);
        return Choose(reference, operationId, [loaded]) ?? lookup.UnknownOperation(reference, operationId, source);
    }

    Resolution Unqualified(Text reference)
    {
        if (lookup.Declared is [var only])
            return InSource(reference, only, reference.Value);
        if (!lookup.IsLenient)
        {
            return OperationLookup.Error(OperationCodes.UnqualifiedOperation, reference,
                $"With several sources the operation '{reference.Value}' has to name its own.", $"Write {OperationLookup.Qualifier}<source>.{reference.Value}.");
        }
        var loaded = lookup.Declared.Select(source => lookup.Loaded(source.Name)).OfType<SourceDocument>();
        return Choose(reference, reference.Value, [.. loaded]) switch
        {
            Resolution.Found found => found with { Warnings = found.Warnings.Insert(0, Unqualification(reference, found.Operation, loaded.First(source => source.Path == found.Operation.Source).Name)) },
            { } other => other,
            null when lookup.Declared.FirstOrDefault(source => lookup.Loaded(source.Name) is null) is { } unavailable => new Resolution.Unavailable(unavailable.Name),
            null => lookup.UnknownOperation(reference, reference.Value, lookup.Declared),
        };
    }

    static Diagnostic Unqualification(Text reference, Operation operation, string source) => OperationLookup.Warning(OperationCodes.UnqualifiedOperation, reference,
        $"With several sources the operation '{reference.Value}' has to name its own; only '{source}' has it.",
        $"Write {OperationLookup.Qualifier}{source}.{operation.OperationId}.");

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
            var names = matches.Select(match => $"{OperationLookup.Qualifier}{match.Source.Name}.{match.Address.OperationId} ({match.Address})");
            return OperationLookup.Error(OperationCodes.AmbiguousOperation, reference, $"The operation '{operationId}' may be any of {string.Join(", ", names)}.",
                "Name the one that is meant, by its source or by operationPath.");
        }
        var (source, address) = matches[0];
        return OperationLookup.Read(reference, source, address, exact.IsEmpty
            ? [OperationLookup.Warning(OperationCodes.OperationCase, reference,
                $"Source '{source.Name}' spells the operation '{operationId}' as '{address.OperationId}'.", $"Write {address.OperationId}.")]
            : []);
    }
}
