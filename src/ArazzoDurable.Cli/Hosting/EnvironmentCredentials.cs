using ArazzoDurable.Runtime.Credentials;

namespace ArazzoDurable.Cli.Hosting;

/// <summary>The credentials of the environment.</summary>
static class EnvironmentCredentials
{
    /// <summary>Reads them.</summary>
    /// <param name="io">The environment.</param>
    /// <param name="mustNameOrigins">Whether each has to name its origins, because others choose the flows.</param>
    /// <exception cref="CommandFailedException">One cannot be used.</exception>
    public static HostCredentials Read(CommandIo io, bool mustNameOrigins)
    {
        var credentials = HostCredentials.Read(io.Variables(), mustNameOrigins, out var problems);
        return problems.IsEmpty ? credentials : throw new CommandFailedException($"credentials of the environment: {string.Join(' ', problems)}");
    }
}
