namespace ArazzoDurable.Http.Problems;

/// <summary>The codes of problems. Those of a refused submit stand in <see cref="ArazzoDurable.Runtime.Runs.SubmitCodes"/>.</summary>
static class ProblemCodes
{
    /// <summary>The body is longer than is read.</summary>
    public const string BodyTooLarge = "body-too-large";

    /// <summary>A failure on our side.</summary>
    public const string InternalError = "internal-error";

    /// <summary>The flow has errors, and was not stored.</summary>
    public const string InvalidFlow = "invalid-flow";

    /// <summary>The form cannot be read.</summary>
    public const string InvalidForm = "invalid-form";

    /// <summary>The body is not JSON, or an object in it has two members of one name.</summary>
    public const string InvalidJson = "invalid-json";

    /// <summary>What was sent to the JSON-RPC endpoint is no frame, or no batch of them.</summary>
    public const string InvalidRequest = "invalid-request";

    /// <summary>A value is none of those that fit.</summary>
    public const string InvalidValue = "invalid-value";

    /// <summary>The request carries no key, or a wrong one.</summary>
    public const string KeyNeeded = "key-needed";

    /// <summary>The body came without its length, and was lost on the way.</summary>
    public const string LengthNeeded = "length-needed";

    /// <summary>A value that is needed is not there.</summary>
    public const string MissingValue = "missing-value";

    /// <summary>What was asked for is not supported yet.</summary>
    public const string NotSupported = "not-supported";

    /// <summary>The results of a batch are larger than a batch may have.</summary>
    public const string ResultTooLarge = "result-too-large";

    /// <summary>The host does not allow a submit to name servers.</summary>
    public const string ServersNotAllowed = "servers-not-allowed";

    /// <summary>The store of the server failed.</summary>
    public const string StoreFailed = "store-failed";

    /// <summary>More requests come than the host takes.</summary>
    public const string TooManyRequests = "too-many-requests";

    /// <summary>More requests wait than the host takes.</summary>
    public const string TooManyWaiting = "too-many-waiting";

    /// <summary>There is no such blob.</summary>
    public const string UnknownBlob = "unknown-blob";

    /// <summary>There is no such flow.</summary>
    public const string UnknownFlow = "unknown-flow";

    /// <summary>The run has no such item.</summary>
    public const string UnknownItem = "unknown-item";

    /// <summary>JSON-RPC has no such method here.</summary>
    public const string UnknownMethod = "unknown-method";

    /// <summary>There is nothing at this path.</summary>
    public const string UnknownPath = "unknown-path";

    /// <summary>There is no such run.</summary>
    public const string UnknownRun = "unknown-run";

    /// <summary>The body breaks off, or is not framed as HTTP asks for.</summary>
    public const string UnreadableBody = "unreadable-body";

    /// <summary>The body is of a type that is not read here.</summary>
    public const string WrongContentType = "wrong-content-type";

    /// <summary>The path does not take this method.</summary>
    public const string WrongMethod = "wrong-method";

    /// <summary>A run that stands as it does does not take the command.</summary>
    public const string WrongState = "wrong-state";
}
