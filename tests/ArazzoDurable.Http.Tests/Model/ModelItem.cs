namespace ArazzoDurable.Http.Tests.Model;

/// <summary>An item as the model sees it.</summary>
sealed class ModelItem
{
    /// <summary>Where it stands when nothing moves any more.</summary>
    public ItemPlace Place { get; set; } = ItemPlace.Pending;

    /// <summary>The step that it is at: 0 or 1.</summary>
    public int Step { get; set; }

    /// <summary>Whether a crash may have undone its last call, so that it may be made again: under its old key, or in a rerun under a new one.</summary>
    public bool MayBeBehind { get; set; }

    public bool IsEnded => Place is ItemPlace.Success or ItemPlace.Failed or ItemPlace.Cancelled;

    public bool IsAtWork => Place is ItemPlace.InCall or ItemPlace.AtGate;
}
