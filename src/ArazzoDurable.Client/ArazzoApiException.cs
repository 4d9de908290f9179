using System.Collections.Immutable;
using System.Globalization;
using ArazzoDurable.Client.Flows;
using ArazzoDurable.Client.Problems;

namespace ArazzoDurable.Client;

/// <summary>The server refused a call, or gave an answer that cannot be read. <see cref="Exception.Message"/> tells all of it to a person.</summary>
public sealed class ArazzoApiException : Exception
{
    /// <summary>The code of an answer that is none of the API.</summary>
    public const string UnreadableAnswer = "unreadable-answer";

    const int MostShown = 10;

    internal ArazzoApiException(int status, string code, string detail, Exception? inner = null)
        : this(status, code, detail, [], [], null, inner)
    {
    }

    internal ArazzoApiException(
        int status, string code, string detail, ImmutableArray<ApiError> errors, ImmutableArray<FlowDiagnostic> diagnostics, TimeSpan? retryAfter, Exception? inner = null)
        : base(Compose(detail, errors, diagnostics), inner)
    {
        Status = status;
        Code = code;
        Detail = detail;
        Errors = errors;
        Diagnostics = diagnostics;
        RetryAfter = retryAfter;
    }

    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; }

    /// <summary>What it is, for programs: a code of the API such as <c>unknown-run</c>, <see cref="UnreadableAnswer"/>, or, where the answer has none, the HTTP status such as <c>http-502</c> or the JSON-RPC error such as <c>rpc-32601</c>.</summary>
    public string Code { get; }

    /// <summary>What happened, without <see cref="Errors"/> and <see cref="Diagnostics"/>.</summary>
    public string Detail { get; }

    /// <summary>Every mistake in the request, where there may be several.</summary>
    public ImmutableArray<ApiError> Errors { get; }

    /// <summary>What is wrong with the flow that was sent.</summary>
    public ImmutableArray<FlowDiagnostic> Diagnostics { get; }

    /// <summary>When the server would have the call again; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    static string Compose(string detail, ImmutableArray<ApiError> errors, ImmutableArray<FlowDiagnostic> diagnostics)
    {
        // One mistake is often told by the detail already.
        string[] lines =
        [
            .. errors.Where(error => error.Message != detail).Select(error => error.ToString()),
            .. diagnostics.Select(diagnostic => diagnostic.ToString()),
        ];
        var more = lines.Length - MostShown;
        return string.Join('\n', [detail, .. lines.Take(MostShown), .. more > 0 ? [string.Create(CultureInfo.InvariantCulture, $"… and {more} more")] : Array.Empty<string>()]);
    }
}
