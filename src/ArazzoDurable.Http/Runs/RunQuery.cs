using ArazzoDurable.Http.Requests;

namespace ArazzoDurable.Http.Runs;

/// <summary>What somebody wants to know of a run.</summary>
/// <param name="Wait">How long to wait for its end at the most; null: not at all.</param>
/// <param name="IncludeResults">Whether to tell its results.</param>
/// <param name="Order">The order of the results.</param>
sealed record RunQuery(TimeSpan? Wait, bool IncludeResults, ResultOrder Order)
{
    /// <summary>Reads it, whatever interface it came by.</summary>
    public static RunQuery Read(IFields fields)
    {
        var wait = RunWait.Read(fields);
        var includeResults = fields.Flag("includeResults");
        var order = fields.Read("resultOrder", "byIndex or byCompletion", ResultOrders.Parse) ?? ResultOrder.ByIndex;
        return new RunQuery(wait, includeResults, order);
    }
}
