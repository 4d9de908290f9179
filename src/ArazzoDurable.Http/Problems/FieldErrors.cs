using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Http.Problems;

/// <summary>Collects the mistakes in a request, so that all are told at once.</summary>
sealed class FieldErrors
{
    readonly List<FieldError> errors = [];

    public void AtPointer(JsonPointer pointer, string code, string message) => errors.Add(new FieldError(code, message) { Pointer = pointer.ToString() });

    public void AtParameter(string name, string code, string message) => errors.Add(new FieldError(code, message) { Parameter = name });

    public void AtHeader(string name, string code, string message) => errors.Add(new FieldError(code, message) { Header = name });

    /// <summary>The answer that tells them; null when there is none.</summary>
    public ApiResponse? Refusal => errors.Count == 0 ? null : Refusals.Because(400, errors[0].Code, errors[0].Message, [.. errors]);
}
