using System.Globalization;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Cli.Reports;

/// <summary>Words how many items stand where.</summary>
static class CountLine
{
    /// <summary>Such as <c>20 items, 18 success, 2 failed</c>.</summary>
    public static string Of(ItemCounts items)
    {
        (int Count, string What)[] parts =
        [
            (items.Success, "success"), (items.Failed, "failed"), (items.Cancelled, "cancelled"), (items.Running, "running"), (items.Pending, "pending"),
        ];
        return string.Join(", ", parts.Where(part => part.Count > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.What}"))
            .Prepend(items.Total == 1 ? "1 item" : string.Create(CultureInfo.InvariantCulture, $"{items.Total} items")));
    }
}
