using System.Text.Json;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Why an item failed. Holds no secret in clear.</summary>
/// <param name="Code">A stable code of lower-case words joined by hyphens; see <see cref="ItemErrorCodes"/>.</param>
/// <param name="Message">What happened, and where.</param>
/// <param name="Data">Facts for programs: the workflow, the step, the status code.</param>
public sealed record ItemError(string Code, string Message, JsonElement? Data = null)
{
    /// <summary>The error of an item on which the runner gave way.</summary>
    /// <param name="fault">What gave way: the name of an exception, and nothing of its text.</param>
    public static ItemError OfFault(string fault) => new(ItemErrorCodes.InternalError, $"The runner gave way with {fault}.");
}
