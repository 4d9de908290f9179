using System.Collections;

namespace ArazzoDurable.Cli;

/// <summary>What a command reads from and writes to, so that tests can stand in for a terminal.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Everything that is meant for a person.</param>
/// <param name="IsTerminal">Whether a person watches <paramref name="Error"/> on a terminal.</param>
/// <param name="Environment">Reads an environment variable; null when it is not set.</param>
sealed record CommandIo(TextWriter Out, TextWriter Error, bool IsTerminal, Func<string, string?> Environment)
{
    /// <summary>Opens what comes in.</summary>
    public Func<Stream> In { get; init; } = () => Stream.Null;

    /// <summary>All environment variables.</summary>
    public Func<IEnumerable<KeyValuePair<string, string>>> Variables { get; init; } = () => [];

    /// <summary>The console and the environment of this process.</summary>
    public static CommandIo OfThisProcess() =>
        new(Console.Out, Console.Error, !Console.IsErrorRedirected, System.Environment.GetEnvironmentVariable) { In = Console.OpenStandardInput, Variables = All };

    static IEnumerable<KeyValuePair<string, string>> All() => System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? ""));
}
