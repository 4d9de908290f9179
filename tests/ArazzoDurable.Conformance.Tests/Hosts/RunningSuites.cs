using ArazzoDurable.Conformance.Tests.Api;
using ArazzoDurable.Conformance.Tests.Walk;

namespace ArazzoDurable.Conformance.Tests.Hosts;

public sealed class RunningHealth(RunningHost host) : HealthConformance<RunningHost>(host);

public sealed class RunningFlows(RunningHost host) : FlowConformance<RunningHost>(host);

public sealed class RunningSubmits(RunningHost host) : SubmitConformance<RunningHost>(host);

public sealed class RunningIdempotency(RunningHost host) : IdempotencyConformance<RunningHost>(host);

public sealed class RunningListings(RunningHost host) : ListingConformance<RunningHost>(host);

public sealed class RunningItems(RunningHost host) : ItemConformance<RunningHost>(host);

public sealed class RunningEvents(RunningHost host) : EventConformance<RunningHost>(host);

public sealed class RunningCommands(RunningHost host) : CommandConformance<RunningHost>(host);

public sealed class RunningRpc(RunningHost host) : RpcConformance<RunningHost>(host);

public sealed class RunningBadRequests(RunningHost host) : BadRequestConformance<RunningHost>(host);

public sealed class RunningInstances(RunningHost host) : InstanceConformance<RunningHost>(host);

public sealed class RunningWalks(RunningHost host) : WalkConformance<RunningHost>(host);

public sealed class RunningSamples(RunningHost host) : SampleConformance<RunningHost>(host);

public sealed class RunningFounding(RunningHost host) : FoundingConformance<RunningHost>(host);

public sealed class RunningValues(RunningHost host) : ValueConformance<RunningHost>(host);

public sealed class RunningPacing(RunningHost host) : PacingConformance<RunningHost>(host);
