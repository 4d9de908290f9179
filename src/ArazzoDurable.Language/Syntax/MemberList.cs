using System.Collections.Immutable;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Syntax;

/// <summary>The members of an object while it is read: each name once.</summary>
sealed class MemberList
{
    const int Few = 8;

    readonly ImmutableArray<Member>.Builder members = ImmutableArray.CreateBuilder<Member>();
    Dictionary<string, Mark>? marks;

    /// <summary>Where the name stands; null when it was not given yet.</summary>
    public Mark? MarkOf(string name)
    {
        if (marks is not null)
            return marks.TryGetValue(name, out var mark) ? mark : null;
        foreach (var member in members)
        {
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
                return member.NameMark;
        }
        return null;
    }

    public void Add(Member member)
    {
        members.Add(member);
        // Most objects are small, and a hash table for each would cost more than it saves.
        if (marks is null && members.Count > Few)
            marks = members.ToDictionary(known => known.Name, known => known.NameMark, StringComparer.Ordinal);
        else
            marks?.Add(member.Name, member.NameMark);
    }

    public ImmutableArray<Member> ToImmutable() => members.DrainToImmutable();
}
