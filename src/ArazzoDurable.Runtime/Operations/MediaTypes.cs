using System.Collections.Frozen;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>What kinds of bodies media types stand for.</summary>
static class MediaTypes
{
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";
    public const string MultipartForm = "multipart/form-data";
    public const string Bytes = "application/octet-stream";

    static readonly FrozenSet<string> TextOutsideOfText = FrozenSet.Create(
        StringComparer.Ordinal,
        "application/ecmascript", "application/graphql", "application/javascript", "application/json-seq", "application/jsonl", "application/jwt",
        "application/ndjson", "application/sql", "application/toml", "application/x-ndjson", "application/x-yaml", "application/yaml");

    /// <summary>The type and subtype in lower case, without parameters.</summary>
    public static string Essence(string mediaType) => mediaType.Split(';', 2)[0].Trim().ToLowerInvariant();

    public static bool IsJson(string mediaType) => Essence(mediaType) is var essence
        && (essence is Json or "text/json" || essence.EndsWith("+json", StringComparison.Ordinal));

    public static bool IsForm(string mediaType) => Essence(mediaType) == Form;

    public static bool IsXml(string mediaType) => Essence(mediaType) is var essence
        && (essence is "application/xml" or "text/xml" || essence.EndsWith("+xml", StringComparison.Ordinal));

    public static bool IsMultipartForm(string mediaType) => Essence(mediaType) == MultipartForm;

    public static bool IsMultipart(string mediaType) => Essence(mediaType) is var essence && essence.StartsWith("multipart/", StringComparison.Ordinal) && !IsRange(essence);

    /// <summary>Whether it is text without a structure that we know: <c>text/*</c>, and a few others that are text by another name.</summary>
    public static bool IsText(string mediaType) => Essence(mediaType) is var essence && !IsXml(essence) && !IsJson(essence)
        && (essence.StartsWith("text/", StringComparison.Ordinal) || essence.EndsWith("+yaml", StringComparison.Ordinal) || TextOutsideOfText.Contains(essence));

    /// <summary>Whether it allows several types, as <c>image/*</c> does, so that nothing can be sent as it.</summary>
    public static bool IsRange(string mediaType) => Essence(mediaType).Contains('*', StringComparison.Ordinal);

    /// <summary>Whether a type is one of those that a range such as <c>image/*</c> allows.</summary>
    public static bool IsIn(string mediaType, string range) => Essence(range) is "*/*"
        || (Essence(range).EndsWith("/*", StringComparison.Ordinal) && Essence(mediaType).StartsWith(Essence(range)[..^1], StringComparison.Ordinal));

    /// <summary>Whether it stands for bytes: a single type that is no other kind.</summary>
    public static bool IsBinary(string mediaType) => Essence(mediaType) is var essence && essence.Contains('/', StringComparison.Ordinal)
        && !essence.StartsWith("multipart/", StringComparison.Ordinal)
        && !IsRange(essence) && !IsJson(essence) && !IsForm(essence) && !IsXml(essence) && !IsText(essence);

    /// <summary>Whether a body of this type has no structure of JSON, so that a step gives it as a string.</summary>
    public static bool IsString(string mediaType) => IsXml(mediaType) || IsText(mediaType) || IsBinary(mediaType) || IsRange(mediaType);
}
