namespace ArazzoDurable.Runtime.Operations;

/// <summary>What kinds of bodies media types stand for.</summary>
static class MediaTypes
{
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";

    /// <summary>The type and subtype in lower case, without parameters.</summary>
    public static string Essence(string mediaType) => mediaType.Split(';', 2)[0].Trim().ToLowerInvariant();

    public static bool IsJson(string mediaType) => Essence(mediaType) is var essence
        && (essence is Json or "text/json" || essence.EndsWith("+json", StringComparison.Ordinal));

    public static bool IsForm(string mediaType) => Essence(mediaType) == Form;

    public static bool IsXml(string mediaType) => Essence(mediaType) is var essence
        && (essence is "application/xml" or "text/xml" || essence.EndsWith("+xml", StringComparison.Ordinal));

    public static bool IsText(string mediaType) => Essence(mediaType).StartsWith("text/", StringComparison.Ordinal) && !IsXml(mediaType) && !IsJson(mediaType);
}
