using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Events;
using ArazzoDurable.Runtime.Plans;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;
using ArazzoDurable.Runtime.Runs.Control;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>What walks are made with; one for a host.</summary>
/// <param name="Plans">The flows, made ready.</param>
/// <param name="Records">The run records.</param>
/// <param name="Values">The runs' values.</param>
/// <param name="Log">The runs' events.</param>
/// <param name="Sealer">Seals and opens secrets.</param>
/// <param name="Polling">How loops are paced on this host when nobody says otherwise.</param>
/// <param name="Time">The clock.</param>
/// <param name="Observer">Is told how walks go.</param>
public sealed record WalkServices(
    FlowPlans Plans,
    RunRecords Records,
    RunValues Values,
    RunLog Log,
    Sealer Sealer,
    PollingPolicy Polling,
    TimeProvider Time,
    IWalkObserver Observer)
{
    /// <summary>The credentials of the host's settings.</summary>
    public HostCredentials Credentials { get; init; } = HostCredentials.None;

    /// <summary>By how much a durable timer of the host may fire early at the most; waits are longer by it, so that no call is made before its time. Defaults to zero.</summary>
    public TimeSpan TimerEarliness { get; init; }

    /// <summary>What every call passes last of all before it is sent.</summary>
    public CallGate Gate { get; } = new(Records);

    /// <summary>How long a cancel waits for the calls in flight to come back before it is answered. Defaults to <see cref="DefaultCancelPatience"/>.</summary>
    public TimeSpan CancelPatience { get; init; } = DefaultCancelPatience;

    /// <summary>The default of <see cref="CancelPatience"/>.</summary>
    public static readonly TimeSpan DefaultCancelPatience = TimeSpan.FromSeconds(2);
}
