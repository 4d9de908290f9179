using ArazzoDurable.Conformance.Tests.Api;
using ArazzoDurable.Conformance.Tests.Walk;

namespace ArazzoDurable.Conformance.Tests.Hosts;

public sealed class EmbeddedHealth(EmbeddedHostUnderTest host) : HealthConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedFlows(EmbeddedHostUnderTest host) : FlowConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedSubmits(EmbeddedHostUnderTest host) : SubmitConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedIdempotency(EmbeddedHostUnderTest host) : IdempotencyConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedListings(EmbeddedHostUnderTest host) : ListingConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedItems(EmbeddedHostUnderTest host) : ItemConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedEvents(EmbeddedHostUnderTest host) : EventConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedCommands(EmbeddedHostUnderTest host) : CommandConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedRpc(EmbeddedHostUnderTest host) : RpcConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedBadRequests(EmbeddedHostUnderTest host) : BadRequestConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedInstances(EmbeddedHostUnderTest host) : InstanceConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedWalks(EmbeddedHostUnderTest host) : WalkConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedSamples(EmbeddedHostUnderTest host) : SampleConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedFounding(EmbeddedHostUnderTest host) : FoundingConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedValues(EmbeddedHostUnderTest host) : ValueConformance<EmbeddedHostUnderTest>(host);

public sealed class EmbeddedPacing(EmbeddedHostUnderTest host) : PacingConformance<EmbeddedHostUnderTest>(host);
