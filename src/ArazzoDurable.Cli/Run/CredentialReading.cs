using System.Collections.Immutable;
using System.Text;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Runtime.Credentials;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Cli.Run;

/// <summary>Reads the credentials of <c>--auth</c>. Nothing it says quotes a value.</summary>
/// <param name="io">Its environment may hold values.</param>
/// <param name="bundle">The flow whose security schemes they are for.</param>
sealed class CredentialReading(CommandIo io, FlowBundle bundle)
{
    const string FromEnvironment = "env:";

    // No credential is longer; what is longer is another file than was meant.
    const int MostBytes = 64 * 1024;

    readonly ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, SecurityScheme>> schemes = bundle.Sources.ToImmutableSortedDictionary(
        source => source.Key, source => SourceDocument.Create(source.Key, source.Value).SecuritySchemes, StringComparer.Ordinal);

    /// <summary>Reads them, and holds each against its scheme.</summary>
    /// <returns>The values by <c>source.scheme</c>.</returns>
    /// <exception cref="CommandFailedException">One is for no scheme of the flow, or cannot be its credential.</exception>
    public async Task<ImmutableSortedDictionary<string, string>> ReadAsync(ImmutableArray<NamedText> given, CancellationToken cancellationToken)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in given)
        {
            var scheme = Find(name) ?? throw Unknown(name, values.Count + 1);
            var value = await ValueAsync(name, text, cancellationToken);
            if (CredentialText.Problem(scheme, value) is { } problem)
                throw new CommandFailedException($"--auth {name}: the value cannot be used: {problem}.");
            values[name] = value;
        }
        return values.ToImmutable();
    }

    SecurityScheme? Find(string name)
    {
        foreach (var (source, known) in schemes.Where(source => name.StartsWith($"{source.Key}.", StringComparison.Ordinal)))
        {
            if (known.TryGetValue(name[(source.Length + 1)..], out var scheme))
                return scheme;
        }
        return null;
    }

    CommandFailedException Unknown(string name, int number)
    {
        var all = schemes.SelectMany(source => source.Value.Keys, (source, scheme) => new CredentialName(source.Key, scheme).ToString()).ToList();
        var nearest = Spelling.Closest(name, all);
        var existing = all.Count == 0
            ? "no source describes a security scheme, so pass what its API needs as an input"
            : $"there is {string.Join(", ", all.OrderBy(each => each != nearest).Select(each => $"'{each}'"))}";
        var source = schemes.Keys.Where(source => name.StartsWith($"{source}.", StringComparison.Ordinal)).MaxBy(source => source.Length);
        return new CommandFailedException(Printable.Line(source switch
        {
            // What is like no name may be a value whose name was forgotten.
            null when nearest is null => $"--auth expects source.scheme=value; number {number} of them names no source whose document was found; {existing}.",
            null => $"--auth {name}: the description has no source '{name.Split('.', 2)[0]}' whose document was found; {existing}.",
            _ when schemes[source].IsEmpty => $"--auth {name}: the document of source '{source}' describes no security scheme; {existing}.",
            _ => $"--auth {name}: source '{source}' has no security scheme '{name[(source.Length + 1)..]}'; {existing}.",
        }));
    }

    async Task<string> ValueAsync(string name, string text, CancellationToken cancellationToken)
    {
        if (text is ['@', .. var path])
        {
            GivenFile.Check($"--auth {name}=@FILE", path);
            var bytes = await GivenFile.ReadAsync($"--auth {name}=@FILE", path, MostBytes, cancellationToken);
            return InputReading.WithoutLastLineBreak(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));
        }
        if (!text.StartsWith(FromEnvironment, StringComparison.Ordinal))
            return text;
        var variable = text[FromEnvironment.Length..];
        return io.Environment(variable)
            ?? throw new CommandFailedException($"--auth {name}=env:NAME: the environment has no variable '{variable}'.");
    }
}
