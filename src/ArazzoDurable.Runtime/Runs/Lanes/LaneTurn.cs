using System.Text.Json.Serialization;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs.Lanes;

/// <summary>What a lane is to do next. Its cases are stored in histories: members may be added, never changed or removed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Walk), "walk")]
[JsonDerivedType(typeof(Broken), "broken")]
[JsonDerivedType(typeof(Hold), "hold")]
[JsonDerivedType(typeof(Again), "again")]
[JsonDerivedType(typeof(None), "none")]
public abstract record LaneTurn
{
    /// <summary>Walk this item.</summary>
    /// <param name="Item">The item's index.</param>
    /// <param name="InstanceId">The id of the instance that walks it.</param>
    /// <param name="Input">The input of that instance.</param>
    public sealed record Walk(int Item, string InstanceId, WorkflowInput Input) : LaneTurn;

    /// <summary>The item that was claimed is not to be walked: it could not even begin, or it has ended already. Report how it ended.</summary>
    /// <param name="Report">The report.</param>
    public sealed record Broken(ItemReport Report) : LaneTurn;

    /// <summary>The run is held, or the item is still at work for a lane that is no more: claim again when the run's owner has spoken, or after a while.</summary>
    /// <param name="ControlEpoch">How often the owner had spoken by then.</param>
    /// <param name="Sequence">Which claim of the lane is next; 0: the one after that which gave this.</param>
    public sealed record Hold(int ControlEpoch = 0, int Sequence = 0) : LaneTurn;

    /// <summary>The run was held when the claim was made, and is not any more: claim again.</summary>
    /// <param name="Sequence">Which claim of the lane is next.</param>
    public sealed record Again(int Sequence) : LaneTurn;

    /// <summary>Nothing is left to take.</summary>
    public sealed record None : LaneTurn;
}
