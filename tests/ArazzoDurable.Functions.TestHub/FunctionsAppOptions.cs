using System.Collections.Immutable;
using ArazzoDurable.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace ArazzoDurable.Functions.TestHub;

/// <summary>How a <see cref="FunctionsApp"/> is.</summary>
sealed record FunctionsAppOptions
{
    /// <summary>Settings with which runs may call this machine, and submits may say where.</summary>
    public static ImmutableDictionary<string, string> LocalSettings { get; } = ImmutableDictionary<string, string>.Empty
        .Add(FunctionsSettings.SecretKeySetting, Convert.ToBase64String(new byte[32]))
        .Add(FunctionsSettings.AllowHostsSetting, "127.0.0.1")
        .Add(FunctionsSettings.AllowServerOverridesSetting, "true")
        // The timers of the hub do not fire early unless TimersFireEarly says so.
        .Add(FunctionsSettings.ExactTimersSetting, "true");

    /// <summary>The app's settings.</summary>
    public ImmutableDictionary<string, string> Settings { get; init; } = LocalSettings;

    /// <summary>The clock of the app.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The clock of durable timers.</summary>
    public TimeProvider HubTime { get; init; } = TimeProvider.System;

    /// <summary>Whether durable timers fire as those of Azure Storage do: after whole seconds, so up to one early.</summary>
    public bool TimersFireEarly { get; init; }

    /// <summary>The key that the runtime asks for; null: none, as on the developer's own machine.</summary>
    public string? FunctionKey { get; init; }

    /// <summary>Whether every invocation is made by a worker that has just come up, so that none stands on what another one did.</summary>
    public bool HasFreshWorkers { get; init; }

    /// <summary>Changes the services.</summary>
    public Action<IServiceCollection> Configure { get; init; } = _ => { };
}
