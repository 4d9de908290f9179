using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Polling;

namespace ArazzoDurable.Runtime.Runs;

/// <summary>What a submit may change about how its run goes. Kept with the run, so that it goes on alike after a crash.</summary>
public sealed record RunOptions
{
    /// <summary>Nothing changed.</summary>
    public static RunOptions Default { get; } = new();

    /// <summary>How the description is read; null: by its version.</summary>
    public Dialect? Dialect { get; init; }

    /// <summary>By the name of a source: the URL that its operations are called at, in place of the whole server URL.</summary>
    public ImmutableSortedDictionary<string, string> Servers
    {
        get => field ?? Stored.Dictionary<string>();
        init => field = Stored.Ordinal(value);
    }

    /// <summary>How loops are paced, over what the document and the host say.</summary>
    public PollingOverride? Polling { get; init; }

    /// <summary>Hosts that this run may call though their addresses are private, beside those that the process allows.</summary>
    public ImmutableArray<string> AllowedHosts
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Whether unsafe calls go without the <c>Idempotency-Key</c> header that they carry by default.</summary>
    public bool OmitIdempotencyKey { get; init; }

    /// <summary>What the run may do with the credentials of its host's settings.</summary>
    public HostCredentialUse HostCredentials { get; init; }

    /// <summary>Whether steps that do not depend on each other run at the same time; else one after the other.</summary>
    public bool Parallel { get; init; }

    /// <summary>Names of inputs to keep secret, beside those whose schema or name says so.</summary>
    public ImmutableArray<string> SecretInputs
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>
    /// By <c>stepId</c> or <c>workflowId/stepId</c>: a merge patch (RFC 7396) of the Step Object. Kept in clear: what is secret belongs into
    /// the inputs. In the options of a stored run each key names its workflow.
    /// </summary>
    public ImmutableSortedDictionary<string, JsonElement> Steps
    {
        get => field ?? Stored.Dictionary<JsonElement>();
        init => field = Stored.Ordinal(value);
    }
}
