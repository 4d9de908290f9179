using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Syntax;

namespace ArazzoDurable.Language.Documents;

/// <summary>An object of an Arazzo description.</summary>
public abstract record Element
{
    /// <summary>Where it stands.</summary>
    public required Location Location { get; init; }

    /// <summary>Its specification extensions: the members whose names begin with <c>x-</c>.</summary>
    public ImmutableArray<Member> Extensions { get; init; } = [];

    /// <summary>The value of the extension <paramref name="name"/>; null when it is not there.</summary>
    public Node? Extension(string name)
    {
        foreach (var member in Extensions)
        {
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
                return member.Value;
        }
        return null;
    }
}
