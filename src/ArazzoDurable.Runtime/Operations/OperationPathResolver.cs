using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Finds operations by <c>operationPath</c>: a source and a JSON Pointer into its document.</summary>
sealed class OperationPathResolver(OperationLookup lookup, OperationIdResolver ids)
{
    public Resolution Resolve(Text reference)
    {
        if (SourcePointer.Parse(reference) is not { } path)
            return WithoutPointer(reference);
        return path.Name.Length == 0 && lookup.Declared is [var only] ? InSource(reference, only, path) : lookup.In(reference, path.Name, source => InSource(reference, source, path));
    }

    Resolution InSource(Text reference, SourceDescription source, SourcePointer path) => lookup.Loaded(source.Name) is { } loaded
        ? AtPointer(reference, source, loaded, path.Pointer, Form(reference, source, path))
        : new Resolution.Unavailable(source.Name) { Warnings = FormWithoutDocument(reference, source, path) };

    static ImmutableArray<Diagnostic> Form(Text reference, SourceDescription source, SourcePointer path) => path.IsStandard
        ? []
        : [OperationLookup.Warning(OperationCodes.OperationPathForm, reference,
            $"'{path.Source}' is not the standard way to name a source.", $"Write '{SourcePointer.Standard(source.Name, path.Pointer)}'.")];

    // Without its document only the shape of a pointer can be told.
    static ImmutableArray<Diagnostic> FormWithoutDocument(Text reference, SourceDescription source, SourcePointer path)
    {
        var warnings = Form(reference, source, path);
        if (!JsonPointer.TryParse(path.Pointer, out var pointer) || pointer.Tokens is not ["paths", var name, .. var rest])
        {
            return warnings.Add(OperationLookup.Warning(OperationCodes.OperationPathForm, reference,
                $"'{path.Pointer}' is no JSON Pointer to an operation.", "Write /paths/<path>/<method> after the '#', with ~1 for each '/' of the path."));
        }
        return rest.IsEmpty
            ? warnings.Add(OperationLookup.Warning(OperationCodes.OperationPathMethod, reference, $"'{name}' has no method.", "End the path with the method, such as /get."))
            : warnings;
    }

    // The example of the 1.1 specification itself names an operationId here.
    Resolution WithoutPointer(Text reference)
    {
        const string Hint = "Write {$sourceDescriptions.<source>.url}#/paths/<path>/<method>, or use operationId.";
        if (!lookup.IsLenient || !reference.Value.StartsWith(OperationLookup.Qualifier, StringComparison.Ordinal))
            return new Resolution.Missing(OperationLookup.Warning(OperationCodes.OperationPathForm, reference, $"'{reference.Value}' has no JSON Pointer to an operation.", Hint));
        var resolution = ids.Resolve(reference);
        if (resolution is not Resolution.Found found)
            return resolution;
        var warning = OperationLookup.Warning(OperationCodes.OperationPathForm, reference,
            $"'{reference.Value}' has no JSON Pointer; it was read as an operationId.", Hint);
        return found with { Warnings = found.Warnings.Add(warning) };
    }

    Resolution AtPointer(Text reference, SourceDescription source, SourceDocument loaded, string pointer, ImmutableArray<Diagnostic> warnings)
    {
        // A URI fragment may percent-encode what a pointer holds, such as the braces of a path template.
        foreach (var text in new[] { pointer, Uri.UnescapeDataString(pointer) })
        {
            if (JsonPointer.TryParse(text, out var parsed) && parsed.Tokens is ["paths", var path, .. var rest] && loaded.OnPath(path) is { IsEmpty: false } operations)
                return OnPath(reference, loaded, path, operations, rest, warnings);
            if (lookup.IsLenient && Unescaped(loaded, parsed) is { } found)
            {
                return OnPath(reference, loaded, found.Path, loaded.OnPath(found.Path), found.After, warnings.Add(OperationLookup.Warning(OperationCodes.OperationPathForm, reference,
                    "The slashes of a path are written '~1' in a JSON Pointer.", $"Write '{SourcePointer.Standard(source.Name, Escaped(found.Path, found.After))}'.")));
            }
        }
        return OperationLookup.Error(OperationCodes.UnknownOperation, reference, $"The operation '{pointer}' is not in source '{source.Name}' ({source.Url.Value}).",
            lookup.DidYouMean(pointer, loaded.Operations.Select(address => Pointer(address.Path, address.Method))));
    }

    // Authors leave the slashes of the path as they are: #/paths//pets/get.
    static (string Path, ImmutableArray<string> After)? Unescaped(SourceDocument loaded, JsonPointer pointer)
    {
        if (pointer.Tokens is not ["paths", "", .. var rest])
            return null;
        for (var length = rest.Length; length > 0; length--)
        {
            if ('/' + string.Join('/', rest[..length]) is var path && !loaded.OnPath(path).IsEmpty)
                return (path, rest[length..]);
        }
        return null;
    }

    Resolution OnPath(Text reference, SourceDocument loaded, string path, ImmutableArray<OperationAddress> operations, ImmutableArray<string> rest, ImmutableArray<Diagnostic> warnings)
    {
        var method = rest is ["additionalOperations", var other] ? other : rest is [var plain] ? plain : null;
        var methods = string.Join(", ", operations.Select(address => address.Method.ToLowerInvariant()));
        if (method is null)
        {
            return operations is [var only] && rest.IsEmpty && lookup.IsLenient
                ? lookup.Read(reference, loaded, only, warnings.Add(OperationLookup.Warning(OperationCodes.OperationPathMethod, reference,
                    $"'{path}' has no method; its only operation was taken.", $"End the path with /{methods}.")))
                : OperationLookup.Error(OperationCodes.OperationPathMethod, reference, $"'{reference.Value}' has to end with the method of an operation.", $"The path has {methods}.");
        }
        return operations.FirstOrDefault(address => address.Method.Equals(method, StringComparison.OrdinalIgnoreCase)) is { } found
            ? lookup.Read(reference, loaded, found, warnings)
            : OperationLookup.Error(OperationCodes.UnknownOperation, reference, $"The path '{path}' of source '{loaded.Name}' has no operation '{method}'.", $"It has {methods}.");
    }

    static string Escaped(string path, ImmutableArray<string> after) =>
        after.Aggregate(JsonPointer.Root.Append("paths").Append(path), (pointer, token) => pointer.Append(token)).ToString();

    static string Pointer(string path, string method) => JsonPointer.Root.Append("paths").Append(path).Append(method.ToLowerInvariant()).ToString();
}
