namespace ArazzoDurable.Http.Rpc;

/// <summary>What a blob is.</summary>
enum BlobType
{
    /// <summary>Any JSON value.</summary>
    Data,

    /// <summary>A flow, which can be run.</summary>
    Flow,
}
