namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>What has to hold for a blob to be written.</summary>
/// <param name="Header">The header that asks for it; null for none.</param>
/// <param name="Value">Its value.</param>
readonly record struct BlobCondition(string? Header, string Value)
{
    /// <summary>Nothing.</summary>
    public static BlobCondition None => new(null, "");

    /// <summary>There is no blob of that name.</summary>
    public static BlobCondition Absent => new("If-None-Match", "*");

    /// <summary>The blob still has this entity tag.</summary>
    public static BlobCondition Unchanged(string entityTag) => new("If-Match", entityTag);
}
