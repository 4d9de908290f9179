using ArazzoDurable.Http.Flows;
using ArazzoDurable.Http.Requests;

namespace ArazzoDurable.Http.Rpc;

/// <summary>The budgets of JSON-RPC beside those of every request.</summary>
static class RpcLimits
{
    /// <summary>How many frames a batch may have.</summary>
    public const int BatchSize = 100;

    /// <summary>How many bytes the results of a batch may have together.</summary>
    public const int ResultBytes = 64 * 1024 * 1024;

    /// <summary>How deep the params of <c>blobs/put</c> may be nested: a bundle within them may be as deep as one that is stored over REST.</summary>
    public const int BlobDepth = StrictJson.MaxDepth + FlowUpload.BundleDepth + 1;

    /// <summary>How deep a body may be nested: the deepest params, in a frame, in a batch.</summary>
    public const int BodyDepth = BlobDepth + 2;
}
