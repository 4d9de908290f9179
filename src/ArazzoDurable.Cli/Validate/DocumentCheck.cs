using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Cli.Validate;

/// <summary>Says all that can be said about a description before it runs.</summary>
static class DocumentCheck
{
    /// <summary>Reads a description and its sources, and compiles them.</summary>
    /// <param name="path">The description.</param>
    /// <param name="options">How its sources are found.</param>
    /// <param name="dialect">How to read it; null: by its version.</param>
    /// <param name="isStrict">Whether warnings are errors.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandFailedException">A file cannot be read from the disk.</exception>
    public static async Task<CheckedDocument> CheckAsync(
        string path, BundleOptions options, Dialect? dialect, bool isStrict, CancellationToken cancellationToken)
    {
        var result = await BundleAsync(path, options, cancellationToken);
        var plan = result.Bundle is { } bundle ? FlowCompiler.Compile(bundle, result.Descriptions, dialect) : null;
        var diagnostics = result.Diagnostics.Concat(plan?.Diagnostics ?? []).Distinct()
            .GroupBy(diagnostic => diagnostic.Source)
            .OrderBy(group => group.Key is null ? -1 : Position(result, group.Key))
            .SelectMany(group => group.InTextOrder())
            .Select(diagnostic => isStrict ? diagnostic with { Severity = Severity.Error } : diagnostic);
        return new CheckedDocument(ShownPath.Of(path), result.Sources, [.. diagnostics]) { Names = plan?.Sources };
    }

    /// <summary>Reads a description and its sources.</summary>
    /// <exception cref="CommandFailedException">A file cannot be read from the disk.</exception>
    public static async Task<BundleResult> BundleAsync(string path, BundleOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await FlowBundler.BundleAsync(path, options, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"'{path}' or a document that it names cannot be read: {failure.Message}");
        }
    }

    static int Position(BundleResult result, string source)
    {
        var position = result.Sources.Select(located => located.Name).ToList().IndexOf(source);
        return position < 0 ? int.MaxValue : position;
    }
}
