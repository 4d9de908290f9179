using System.Collections.Immutable;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Runtime.Polling;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Runs;

/// <summary>Reads what a submit changes about how its run goes.</summary>
static class OverridesReader
{
    public static RunOptions Read(JsonFields overrides)
    {
        var options = RunOptions.Default;
        if (overrides.Object("steps") is { } steps)
            options = options with { Steps = StepPatchReader.Read(steps) };
        if (overrides.Object("polling") is { } polling)
            options = options with { Polling = Polling(polling) };
        return overrides.Object("servers") is { } servers ? options with { Servers = Servers(servers) } : options;
    }

    static PollingOverride Polling(JsonFields polling) => new()
    {
        Interval = polling.Number("interval", 0),
        Factor = polling.Number("factor", 1),
        MaxInterval = polling.Number("maxInterval", 0),
        Deadline = polling.Number("deadline", 0),
        MaxVisits = polling.Integer("maxVisits", 1, int.MaxValue),
    };

    static ImmutableSortedDictionary<string, string> Servers(JsonFields servers)
    {
        var urls = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var source in servers.Names)
        {
            if (servers.Text(source) is not { } url)
                continue;
            if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
                urls[source] = url;
            else
                servers.Refuse(source, ProblemCodes.InvalidValue, $"'{source}' must be an absolute http or https URL; another string was sent.");
        }
        return urls.ToImmutable();
    }
}
