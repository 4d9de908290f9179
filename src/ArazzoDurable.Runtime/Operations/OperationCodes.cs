using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>The codes of diagnostics about the operations that steps name. A code never changes its meaning.</summary>
public static class OperationCodes
{
    /// <summary>Error. Several operations may be meant.</summary>
    public const string AmbiguousOperation = "ambiguous-operation";

    /// <summary>Warning. A <c>channelPath</c> is not in the standard form.</summary>
    public const string ChannelPathForm = "channel-path-form";

    /// <summary>Warning. The part of the OpenAPI document that an operation stands on has an error, but the operation can be called.</summary>
    public const string OpenApiError = "openapi-error";

    /// <summary>Warning. An operation's id is written in another case than in its document.</summary>
    public const string OperationCase = "operation-case";

    /// <summary>An <c>operationPath</c> is not in the standard form. Warning when it can be understood, else an error.</summary>
    public const string OperationPathForm = "operation-path-form";

    /// <summary>An <c>operationPath</c> ends without a method. Warning in the lenient dialect when there is only one, else an error.</summary>
    public const string OperationPathMethod = "operation-path-method";

    /// <summary>Warning. A reference names a source in another case than its description; the strict dialect does not take it.</summary>
    public const string SourceCase = "source-case";

    /// <summary>Error. The AsyncAPI document does not have the channel.</summary>
    public const string UnknownChannel = "unknown-channel";

    /// <summary>Error. The sources do not have the operation.</summary>
    public const string UnknownOperation = "unknown-operation";

    /// <summary>Error. A reference names a source description that is not there.</summary>
    public const string UnknownSource = DiagnosticCodes.UnknownSource;

    /// <summary>An <c>operationId</c> does not name its source though there are several. Warning in the lenient dialect, else an error.</summary>
    public const string UnqualifiedOperation = "unqualified-operation";

    /// <summary>Error. The operation is described so that it cannot be called.</summary>
    public const string UnusableOperation = "unusable-operation";
}
