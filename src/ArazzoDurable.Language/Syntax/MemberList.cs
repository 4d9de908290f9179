using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Syntax;

/// <summary>The members of an object while it is read: each name once.</summary>
sealed class MemberList
{
    const int Few = 8;

    readonly ImmutableArray<Member>.Builder members = ImmutableArray.CreateBuilder<Member>();
    HashSet<string>? names;

    public bool Contains(string name)
    {
        if (names is not null)
            return names.Contains(name);
        foreach (var member in members)
        {
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    public Mark MarkOf(string name) => members.First(member => string.Equals(member.Name, name, StringComparison.Ordinal)).NameMark;

    public void Add(Member member)
    {
        members.Add(member);
        if (names is null && members.Count > Few)
            names = members.Select(known => known.Name).ToHashSet(StringComparer.Ordinal);
        names?.Add(member.Name);
    }

    public ImmutableArray<Member> ToImmutable() => members.DrainToImmutable();
}
