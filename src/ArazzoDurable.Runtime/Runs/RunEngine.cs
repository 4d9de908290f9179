using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Observability;
using ArazzoDurable.Runtime.Runs.Control;
using ArazzoDurable.Runtime.Runs.Lanes;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>Everything that carries runs on a host: the activities that it registers, and the service that its interfaces stand on.</summary>
public sealed class RunEngine
{
    /// <summary>Puts it together.</summary>
    /// <param name="services">What walks are made with.</param>
    /// <param name="instances">The host's instances.</param>
    /// <param name="sender">Sends the calls.</param>
    public RunEngine(WalkServices services, IInstances instances, StepSender sender)
    {
        services = services with { Observer = new WalkMeter(services.Observer) };
        Step = new StepActivity(services, sender);
        Claim = new ClaimActivity(services, instances);
        Look = new LookActivity(services, instances);
        Purge = new PurgeActivity(services, instances);
        Runs = new RunService(services, instances);
    }

    /// <summary>Makes one attempt of one step.</summary>
    public StepActivity Step { get; }

    /// <summary>Gives lanes their items.</summary>
    public ClaimActivity Claim { get; }

    /// <summary>Sees to the lanes of a run, and tells how it stands.</summary>
    public LookActivity Look { get; }

    /// <summary>Removes what is kept of a deleted run.</summary>
    public PurgeActivity Purge { get; }

    /// <summary>The runs.</summary>
    public RunService Runs { get; }
}
