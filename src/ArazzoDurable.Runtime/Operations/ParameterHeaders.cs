using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>Which headers a parameter may become (RFC 9110, Fields). The connection's own are ours.</summary>
static class ParameterHeaders
{
    /// <summary>Why this header cannot be sent; null when it can.</summary>
    public static RequestProblem? Check(string name, string value)
    {
        if (!HeaderRules.IsToken(name))
            return new(RequestCodes.InvalidHeader, $"'{Printable(name)}' is no header name.");
        if (HeaderRules.BelongsToConnection(name))
            return new(RequestCodes.ReservedHeader, $"The header '{name}' belongs to the connection and cannot be set by a document.");
        return CheckValue(name, value);
    }

    /// <summary>Why this cannot be the value of the header <paramref name="name"/>; null when it can.</summary>
    public static RequestProblem? CheckValue(string name, string value) => value.All(c => c is '\t' or (>= ' ' and <= '~'))
        ? null
        : new(RequestCodes.InvalidHeader, $"The value of the header '{name}' has a line break or another character that a header cannot carry.");

    static string Printable(string name) => new([.. name.Select(c => char.IsControl(c) ? '?' : c)]);
}
