using System.Collections.Immutable;

namespace ArazzoDurable.Cli.Run;

/// <summary>The inputs that a command was given.</summary>
/// <param name="Typed">Inputs by name, as they were typed.</param>
/// <param name="File">The file of inputs; null when there is none.</param>
sealed record InputRequest(ImmutableArray<NamedText> Typed, string? File)
{
    /// <summary>Whether what is missing is made up for a rehearsal.</summary>
    public bool MakeUp { get; init; }

    /// <summary>Whether an undeclared input with the name of a secret is text whatever it looks like: a server keeps texts secret by their names.</summary>
    public bool SecretsAreText { get; init; }
}
