namespace ArazzoDurable.Runtime.Walk;

/// <summary>Is told how walks go, as it happens: for progress on a screen, and for logs. What it is told holds no secret.</summary>
public interface IWalkObserver
{
    /// <summary>Something happened. Must return at once.</summary>
    void Observe(WalkEvent happened);
}
