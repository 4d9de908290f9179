using System.Collections.Immutable;

namespace ArazzoDurable.Cli.Run;

/// <summary>A <c>name=value</c> of the command line.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">All that follows the first <c>=</c>.</param>
readonly record struct NamedText(string Name, string Value)
{
    /// <summary>Reads the values of an option.</summary>
    /// <param name="option">The option.</param>
    /// <param name="form">What its values look like.</param>
    /// <param name="texts">The values.</param>
    /// <exception cref="CommandFailedException">One has no <c>=</c>, or a name comes twice. Values are not quoted: they may be secret.</exception>
    public static ImmutableArray<NamedText> Read(string option, string form, IEnumerable<string> texts)
    {
        var read = ImmutableArray.CreateBuilder<NamedText>();
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new CommandFailedException($"{option} expects {form}; number {read.Count + 1} of them has no {(equals < 0 ? "'='" : "name before the '='")}.");
            var named = new NamedText(text[..equals], text[(equals + 1)..]);
            if (read.Any(other => other.Name == named.Name))
                throw new CommandFailedException($"{option} gives '{named.Name}' twice; it takes one value.");
            read.Add(named);
        }
        return read.ToImmutable();
    }
}
