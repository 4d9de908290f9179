using System.CommandLine;
using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Cli.Hosting;

/// <summary>The options of the commands that work in a data folder.</summary>
sealed class SharedOptions
{
    /// <summary>The data folder.</summary>
    public Option<string> Data { get; } = new("--data")
    {
        HelpName = "DIR",
        Description = "The data folder, in which one process at a time works. Created when it is not there, except by resume.",
        DefaultValueFactory = _ => ".arazzo",
    };

    /// <summary>The private hosts that may be called.</summary>
    public Option<string[]> AllowHost { get; } = new("--allow-host")
    {
        HelpName = "HOST",
        Description = "A host that may be called although its address is private or of this machine: a name, an address or *.domain, with or without :port.",
    };

    /// <summary>Whether secrets are shown.</summary>
    public Option<bool> Reveal { get; } = new("--reveal") { Description = "Shows secrets in the outputs, which else read ***." };

    /// <summary>Whether the output is for machines.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Writes the run status with its results as JSON to stdout, and nothing else." };

    /// <summary>The environment variable with the key that seals secrets.</summary>
    public const string SecretKeyVariable = "ARAZZO_SECRET_KEY";

    /// <summary>Reads the hosts of <c>--allow-host</c>.</summary>
    /// <exception cref="CommandFailedException">One is no host.</exception>
    public static HostAllowList AllowList(string[] hosts) => HostAllowList.TryParse(hosts, out var list, out var errors)
        ? list
        : throw new CommandFailedException($"--allow-host: {errors[0].Message}");
}
