using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Http.Instances;

/// <summary>Reads what is asked of the built-in endpoint. Like the extension it overlooks what it cannot read, but for the token of a page.</summary>
static class InstanceQuery
{
    /// <summary>The header in which the token of the next page goes both ways.</summary>
    public const string ContinuationHeader = "x-ms-continuation-token";

    /// <summary>How many instances a page has when nobody says otherwise.</summary>
    public const int DefaultTop = 100;

    /// <summary>How many instances a page has at the most.</summary>
    public const int MaxTop = 1000;

    /// <summary>What the extension knows beside the statuses that instances have here.</summary>
    static readonly ImmutableHashSet<string> OtherStatuses = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Canceled", "ContinuedAsNew", "Unknown");

    public static bool Flag(QueryString query, string name, bool fallback) =>
        bool.TryParse(First(query, name), out var value) ? value : fallback;

    public static string? First(QueryString query, string name) => query.All(name).FirstOrDefault();

    public static int Top(QueryString query) =>
        int.TryParse(First(query, "top"), NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top > 0 ? Math.Min(top, MaxTop) : DefaultTop;

    public static InstanceFilter Filter(QueryString query) => new()
    {
        CreatedFrom = Time(query, "createdTimeFrom"),
        CreatedTo = Time(query, "createdTimeTo"),
        Statuses = Statuses(query),
        IdPrefix = First(query, "instanceIdPrefix") ?? "",
    };

    /// <summary>The token of the page after an id.</summary>
    public static string Token(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    /// <summary>The id after which the page begins that a request asks for; null for the first one.</summary>
    /// <returns>Whether its token, if it has one, can be read: to overlook a damaged one would be to begin anew, for ever.</returns>
    public static bool TryReadAfter(ApiRequest request, out string? after)
    {
        after = null;
        if (!request.Headers.TryGetValue(ContinuationHeader, out var token) || token.Length == 0)
            return true;
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var length))
            return false;
        after = Encoding.UTF8.GetString(bytes, 0, length);
        return true;
    }

    static DateTimeOffset? Time(QueryString query, string name) =>
        DateTimeOffset.TryParse(First(query, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The statuses that are asked for; null when none of them can be read.</summary>
    static ImmutableHashSet<InstanceStatus>? Statuses(QueryString query)
    {
        var names = query.All("runtimeStatus").SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries)).ToList();
        var statuses = Enum.GetValues<InstanceStatus>().Where(status => names.Contains(status.ToString(), StringComparer.OrdinalIgnoreCase)).ToImmutableHashSet();
        return statuses.IsEmpty && !names.Any(OtherStatuses.Contains) ? null : statuses;
    }
}
