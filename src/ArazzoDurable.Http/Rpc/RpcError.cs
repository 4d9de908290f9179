using ArazzoDurable.Http.Problems;

namespace ArazzoDurable.Http.Rpc;

/// <summary>Why a frame was not carried out (JSON-RPC 2.0, section 5.1; codes from -32000 on by the runs protocol).</summary>
/// <param name="Code">The code.</param>
/// <param name="Message">What happened and what was expected, in a sentence.</param>
/// <param name="Data">The same for programs, in detail.</param>
sealed record RpcError(int Code, string Message, RpcErrorData Data)
{
    const int ParseError = -32700;
    const int InvalidRequest = -32600;
    const int MethodNotFound = -32601;
    const int InvalidParams = -32602;
    const int Internal = -32603;
    const int DependencyFailed = -32000;
    const int InvalidValue = -32004;
    const int NotFound = -32005;

    /// <summary>The body is not JSON.</summary>
    public static RpcError Unreadable(string why) => new(ParseError, why, new RpcErrorData(ProblemCodes.InvalidJson));

    /// <summary>What was sent is no frame.</summary>
    public static RpcError Malformed(string why) => new(InvalidRequest, why, new RpcErrorData(ProblemCodes.InvalidRequest));

    /// <summary>There is no such method.</summary>
    public static RpcError UnknownMethod(string why) => new(MethodNotFound, why, new RpcErrorData(ProblemCodes.UnknownMethod));

    /// <summary>The params are none that a method could read.</summary>
    public static RpcError WrongParams(string why) => new(InvalidParams, why, new RpcErrorData(ProblemCodes.InvalidValue, [new FieldError(ProblemCodes.InvalidValue, why) { Pointer = "" }]));

    /// <summary>The same as a problem says over REST.</summary>
    public static RpcError Of(Problem problem) => new(CodeOf(problem), problem.Detail, new RpcErrorData(problem.Code, problem.Errors, problem.Diagnostics) { RetryAfterSecs = problem.RetryAfterSecs });

    static int CodeOf(Problem problem) => problem switch
    {
        { Status: 404 } => NotFound,
        { Status: 429 or 503 } => DependencyFailed,
        { Status: >= 500 } => Internal,
        // Params whose members are missing or of the wrong kind are no params of the method; all else is a value that does not fit.
        { Errors: { } errors } when errors.Any(error => !error.IsUnfitValue) => InvalidParams,
        _ => InvalidValue,
    };
}
