using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Syntax;

/// <summary>A value of a YAML or JSON document that knows where it stands in the text.</summary>
/// <param name="Mark">Where it begins.</param>
public abstract record Node(Mark Mark)
{
    /// <summary>A string, number, boolean or null.</summary>
    /// <param name="Value">The value; a number keeps its digits.</param>
    /// <param name="Mark">Where it begins.</param>
    public sealed record Scalar(JsonElement Value, Mark Mark) : Node(Mark);

    /// <summary>A list of values.</summary>
    /// <param name="Items">The values in their order.</param>
    /// <param name="Mark">Where it begins.</param>
    public sealed record Sequence(ImmutableArray<Node> Items, Mark Mark) : Node(Mark);

    /// <summary>An object: its members in the order of the text, each name once.</summary>
    /// <param name="Members">The members.</param>
    /// <param name="Mark">Where it begins.</param>
    public sealed record Mapping(ImmutableArray<Member> Members, Mark Mark) : Node(Mark)
    {
        /// <summary>The value of the member <paramref name="name"/>; null when there is none.</summary>
        public Node? this[string name]
        {
            get
            {
                foreach (var member in Members)
                {
                    if (string.Equals(member.Name, name, StringComparison.Ordinal))
                        return member.Value;
                }
                return null;
            }
        }
    }
}
