using System.Collections.Immutable;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Network;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Functions.Settings;

/// <summary>What the settings of the app say, once they are found to be usable.</summary>
public sealed record FunctionsSettings
{
    /// <summary>The setting with the keys that secrets are sealed with.</summary>
    public const string SecretKeySetting = "ARAZZO_SECRET_KEY";

    /// <summary>The setting with the private hosts that runs may call, separated by commas.</summary>
    public const string AllowHostsSetting = "ARAZZO_ALLOW_HOSTS";

    /// <summary>The setting by which a submit may have a source called at another server.</summary>
    public const string AllowServerOverridesSetting = "ARAZZO_ALLOW_SERVER_OVERRIDES";

    /// <summary>The setting by which results show secrets in clear.</summary>
    public const string RevealSecretsSetting = "ARAZZO_REVEAL_SECRETS";

    /// <summary>The setting by which a submit is answered with the URL of the built-in status endpoint.</summary>
    public const string StatusQueryUriSetting = "ARAZZO_STATUS_QUERY_URI";

    /// <summary>The setting that says that the storage provider keeps timers to the millisecond.</summary>
    public const string ExactTimersSetting = "ARAZZO_EXACT_TIMERS";

    /// <summary>The setting that says for how many days a run is kept after its end; 0 means for ever.</summary>
    public const string RetentionDaysSetting = "ARAZZO_RETENTION_DAYS";

    /// <summary>For how many days a run is kept when nobody says otherwise: 30.</summary>
    public const int DefaultRetentionDays = 30;

    /// <summary>The keys that secrets are sealed with.</summary>
    public required SecretKeyRing Keys { get; init; }

    /// <summary>The private hosts that runs may call.</summary>
    public HostAllowList AllowedHosts { get; init; } = HostAllowList.Empty;

    /// <summary>The credentials for the APIs that runs call.</summary>
    public HostCredentials Credentials { get; init; } = HostCredentials.None;

    /// <summary>Whether a submit may have a source called at another server.</summary>
    public bool AllowServerOverrides { get; init; }

    /// <summary>Whether results show secrets in clear.</summary>
    public bool RevealSecrets { get; init; }

    /// <summary>Whether a submit is answered with the URL of the built-in status endpoint, without its key.</summary>
    public bool TellStatusQueryUri { get; init; }

    /// <summary>
    /// Whether durable timers fire when they are due, as those of the Durable Task Scheduler do. Those of Azure Storage may fire up to a second
    /// early, which waits then make up for.
    /// </summary>
    public bool TimersAreExact { get; init; }

    /// <summary>How long a run is kept after its end; null: for ever.</summary>
    public TimeSpan? Retention { get; init; } = TimeSpan.FromDays(DefaultRetentionDays);

    /// <summary>Reads the settings.</summary>
    /// <param name="variables">The app's settings, as the environment of its process has them.</param>
    /// <param name="problems">What is wrong, each a sentence that names the setting and quotes no secret; empty when all is well.</param>
    /// <returns>The settings; null when there are problems.</returns>
    public static FunctionsSettings? Read(IReadOnlyDictionary<string, string> variables, out ImmutableArray<string> problems)
    {
        var reader = new SettingsReader(variables);
        var keys = reader.Keys(SecretKeySetting);
        var credentials = HostCredentials.Read(variables, mustNameOrigins: true, out var wrong);
        var days = reader.Number(RetentionDaysSetting, DefaultRetentionDays, most: 36_500, zero: "for ever");
        // Read to the end also without keys, so that all that is wrong is told at once; then there are problems, and no settings.
        var settings = new FunctionsSettings
        {
            Keys = keys!,
            AllowedHosts = reader.Hosts(AllowHostsSetting),
            Credentials = credentials,
            AllowServerOverrides = reader.Flag(AllowServerOverridesSetting),
            RevealSecrets = reader.Flag(RevealSecretsSetting),
            TellStatusQueryUri = reader.Flag(StatusQueryUriSetting),
            TimersAreExact = reader.Flag(ExactTimersSetting),
            Retention = days == 0 ? null : TimeSpan.FromDays(days),
        };
        problems = [.. reader.Problems, .. wrong];
        return problems.IsEmpty ? settings : null;
    }
}
