using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>Reads and applies the order of results.</summary>
static class ResultOrders
{
    /// <summary>Reads <c>byIndex</c> or <c>byCompletion</c>; words joined by underscores are taken too, as some clients send them.</summary>
    public static ResultOrder? Parse(string text) => text.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "BYINDEX" => ResultOrder.ByIndex,
        "BYCOMPLETION" => ResultOrder.ByCompletion,
        _ => null,
    };

    public static RunStatus InOrder(this RunStatus status, ResultOrder order) => (status.Results, order) switch
    {
        ({ } results, ResultOrder.ByCompletion) => status with { Results = [.. results.OrderBy(result => result.CompletedAt).ThenBy(result => result.ItemIndex)] },
        ({ } results, ResultOrder.ByIndex) => status with { Results = [.. results.OrderBy(result => result.ItemIndex)] },
        _ => status,
    };
}
