using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Http.Tests.Fakes;

/// <summary>Is told how walks go, and tells nobody.</summary>
sealed class SilentObserver : IWalkObserver
{
    public void Observe(WalkEvent happened)
    {
    }
}
