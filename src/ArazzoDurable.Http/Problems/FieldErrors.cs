using System.Globalization;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Http.Problems;

/// <summary>Collects the mistakes in a request, so that all are told at once.</summary>
sealed class FieldErrors
{
    /// <summary>How many mistakes are told of one request.</summary>
    public const int MostTold = 100;

    static readonly string OnlyFirst = string.Create(CultureInfo.InvariantCulture, $" The first {MostTold} mistakes are told.");

    readonly List<FieldError> errors = [];
    bool isMore;

    /// <summary>Tells that something is missing, or of another kind than it must be.</summary>
    public void AtPointer(JsonPointer pointer, string code, string message) =>
        Add(new FieldError(code, message) { Pointer = pointer.ToString() });

    /// <summary>Tells that a value is of the right kind and does not fit.</summary>
    public void UnfitAtPointer(JsonPointer pointer, string code, string message) =>
        Add(new FieldError(code, message) { Pointer = pointer.ToString(), IsUnfitValue = true });

    public void AtParameter(string name, string code, string message) => Add(new FieldError(code, message) { Parameter = name });

    public void AtHeader(string name, string code, string message) => Add(new FieldError(code, message) { Header = name });

    /// <summary>Whether there is any.</summary>
    public bool Any => errors.Count > 0;

    /// <summary>What tells them; null when there is none.</summary>
    public Problem? Problem => Any ? Problems.Problem.Because(400, errors[0].Code, isMore ? errors[0].Message + OnlyFirst : errors[0].Message, [.. errors]) : null;

    /// <summary>The answer that tells them; null when there is none.</summary>
    public ApiResponse? Refusal => Problem is { } problem ? Refusals.Of(problem) : null;

    void Add(FieldError error)
    {
        if (errors.Count < MostTold)
            errors.Add(error);
        else
            isMore = true;
    }
}
