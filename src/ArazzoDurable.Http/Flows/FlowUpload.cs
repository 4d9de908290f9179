using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Http.Flows;

/// <summary>A description and its sources as they were sent. Diagnostics point into each document; lines count in the text that was sent.</summary>
/// <param name="Description">The description.</param>
/// <param name="Sources">The sources by name.</param>
sealed record FlowUpload(SyntaxResult Description, ImmutableSortedDictionary<string, SyntaxResult> Sources)
{
    const string DescriptionName = "arazzo";
    const string SourcesName = "sources";

    /// <summary>How much deeper a source stands in a bundle than by itself.</summary>
    public const int BundleDepth = 2;

    /// <summary>Reads what a request brings.</summary>
    public static async Task<Reading<FlowUpload>> ReadAsync(ApiRequest request, int limit, CancellationToken cancellationToken)
    {
        var type = RequestBody.MediaType(request);
        var isForm = type is { MediaType: { } name } && name.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        if (!isForm && !RequestBody.IsJson(type))
            return new Reading<FlowUpload>.Refused(Refusals.WrongContentType(request.Headers.GetValueOrDefault("Content-Type"), "application/json or multipart/form-data"));
        return await RequestBody.ReadAsync(request, limit, cancellationToken) switch
        {
            Reading<ReadOnlyMemory<byte>>.Done(var body) => isForm ? FromForm(MultipartForm.Read(type!, body)) : FromBundle(body),
            Reading<ReadOnlyMemory<byte>>.Refused(var response) => new Reading<FlowUpload>.Refused(response),
            _ => throw new InvalidOperationException("A reading of an unknown kind."),
        };
    }

    static Reading<FlowUpload> FromForm(Reading<ImmutableArray<FormPart>> form)
    {
        if (form is not Reading<ImmutableArray<FormPart>>.Done(var parts))
            return new Reading<FlowUpload>.Refused(((Reading<ImmutableArray<FormPart>>.Refused)form).Response);
        if (parts.FirstOrDefault(part => part.Name == DescriptionName) is not { } description)
            return new Reading<FlowUpload>.Refused(Refusals.Because(400, ProblemCodes.MissingValue, $"The form has no part '{DescriptionName}', which holds the description."));
        return new Reading<FlowUpload>.Done(new FlowUpload(
            SyntaxReader.Read(description.Content),
            parts.Where(part => part != description).ToImmutableSortedDictionary(part => part.Name, part => SyntaxReader.Read(part.Content), StringComparer.Ordinal)));
    }

    static Reading<FlowUpload> FromBundle(ReadOnlyMemory<byte> body)
    {
        if (StrictJson.Read(body, StrictJson.MaxDepth + BundleDepth) is Reading<JsonElement>.Refused(var response))
            return new Reading<FlowUpload>.Refused(response);
        var errors = new FieldErrors();
        var upload = OfBundle(body, JsonPointer.Root, errors);
        return errors.Refusal is { } refusal ? new Reading<FlowUpload>.Refused(refusal) : new Reading<FlowUpload>.Done(upload!);
    }

    /// <summary>Reads a bundle; null when there are errors.</summary>
    /// <param name="json">The bundle: valid JSON.</param>
    /// <param name="at">Where it stands in the request.</param>
    /// <param name="errors">Is told what is wrong with it.</param>
    public static FlowUpload? OfBundle(ReadOnlyMemory<byte> json, JsonPointer at, FieldErrors errors)
    {
        // Read once more, now with the place of every value.
        var result = SyntaxReader.Read(json, SyntaxLimits.Default with { Depth = SyntaxLimits.Default.Depth + BundleDepth });
        return result.Root is null ? new FlowUpload(result, ImmutableSortedDictionary<string, SyntaxResult>.Empty) : Split(result, at, errors);
    }

    static FlowUpload? Split(SyntaxResult bundle, JsonPointer at, FieldErrors errors)
    {
        if (bundle.Root is not Node.Mapping root)
        {
            errors.AtPointer(at, ProblemCodes.InvalidValue, "A bundle must be an object with the members 'arazzo' and 'sources'.");
            return null;
        }
        foreach (var extra in root.Members.Where(member => member.Name is not (DescriptionName or SourcesName)))
            errors.UnfitAtPointer(at.Append(extra.Name), ProblemCodes.InvalidValue, $"A bundle has no member '{extra.Name}'; it has 'arazzo' and 'sources'.");
        if (root[DescriptionName] is not Node.Mapping description)
            errors.AtPointer(at.Append(DescriptionName), ProblemCodes.MissingValue, "'arazzo' must be an object: the description.");
        if (root[SourcesName] is not (null or Node.Mapping))
            errors.AtPointer(at.Append(SourcesName), ProblemCodes.InvalidValue, "'sources' must be an object: the documents by the names of the sources.");
        return new FlowUpload(
            Part(bundle, root[DescriptionName], JsonPointer.Root.Append(DescriptionName)),
            (root[SourcesName] as Node.Mapping)?.Members.ToImmutableSortedDictionary(
                source => source.Name,
                source => Part(bundle, source.Value, JsonPointer.Root.Append(SourcesName).Append(source.Name)),
                StringComparer.Ordinal) ?? ImmutableSortedDictionary<string, SyntaxResult>.Empty);
    }

    /// <summary>A document of a bundle, with what was said about it; pointers begin at the document.</summary>
    static SyntaxResult Part(SyntaxResult bundle, Node? document, JsonPointer at) => new(document,
    [
        .. from diagnostic in bundle.Diagnostics
           let pointer = diagnostic.Location.Pointer.ToString()
           where pointer.StartsWith($"{at}/", StringComparison.Ordinal) || pointer == at.ToString()
           let inside = JsonPointer.TryParse(pointer[at.ToString().Length..], out var inside) ? inside : JsonPointer.Root
           select diagnostic with { Location = diagnostic.Location with { Pointer = inside } },
    ]);

    /// <summary>Bundles the documents and looks at them as a whole.</summary>
    public FlowReview Review() => FlowReview.Of(DocumentBundler.Bundle(Description, Sources));
}
