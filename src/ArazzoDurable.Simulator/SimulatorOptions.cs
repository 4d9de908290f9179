using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Simulator.Rehearsals;
using ArazzoDurable.Simulator.Scenarios;

namespace ArazzoDurable.Simulator;

/// <summary>What a <see cref="SimulatorServer"/> plays, and where.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The OpenAPI documents to play, by source name. Names are case-sensitive.</summary>
    public required ImmutableDictionary<string, JsonElement> Sources { get; init; }

    /// <summary>The answers that are written down; the rest comes from the documents. Default: none.</summary>
    public Scenario Scenario { get; init; } = Scenario.Empty;

    /// <summary>The flow whose calls are to lead to its end; null: each call is answered for itself. A scenario that says anything goes before it.</summary>
    public Rehearsal? Rehearsal { get; init; }

    /// <summary>The addresses to listen at, separated by semicolons; port 0 takes a free one. Default: a free port of the loopback address.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:0";

    /// <summary>The clock that delays run by and calls are stamped with. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
