using ArazzoDurable.Conformance.Tests.Api;
using ArazzoDurable.Conformance.Tests.Walk;

namespace ArazzoDurable.Conformance.Tests.Hosts;

public sealed class FunctionsHealth(FunctionsHostUnderTest host) : HealthConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsFlows(FunctionsHostUnderTest host) : FlowConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsSubmits(FunctionsHostUnderTest host) : SubmitConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsIdempotency(FunctionsHostUnderTest host) : IdempotencyConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsListings(FunctionsHostUnderTest host) : ListingConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsItems(FunctionsHostUnderTest host) : ItemConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsEvents(FunctionsHostUnderTest host) : EventConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsCommands(FunctionsHostUnderTest host) : CommandConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsRpc(FunctionsHostUnderTest host) : RpcConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsBadRequests(FunctionsHostUnderTest host) : BadRequestConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsInstances(FunctionsHostUnderTest host) : InstanceConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsWalks(FunctionsHostUnderTest host) : WalkConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsSamples(FunctionsHostUnderTest host) : SampleConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsFounding(FunctionsHostUnderTest host) : FoundingConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsValues(FunctionsHostUnderTest host) : ValueConformance<FunctionsHostUnderTest>(host);

public sealed class FunctionsPacing(FunctionsHostUnderTest host) : PacingConformance<FunctionsHostUnderTest>(host);
