using System.Collections.Immutable;
using ArazzoDurable.Language.Documents;

namespace ArazzoDurable.Runtime.Operations;

/// <summary>What a call of an API needs to know: one operation of an OpenAPI document (OpenAPI 3.2, Operation Object), references resolved.</summary>
public sealed record Operation
{
    /// <summary>The source in whose document it is, by its path in the flow: the name of the source description, or a path of names such as <c>lib/petstore</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The HTTP method, in upper case as a rule.</summary>
    public required string Method { get; init; }

    /// <summary>The path below the server's URL, with <c>{name}</c> where a parameter goes.</summary>
    public required string PathTemplate { get; init; }

    /// <summary>Its id; null when the document gives none.</summary>
    public string? OperationId { get; init; }

    /// <summary>
    /// The URLs at which it is served, absolute or relative, variables replaced by their defaults: the operation's, else its path's, else
    /// the document's, else <c>/</c>. Never empty. The first one is called.
    /// </summary>
    public required ImmutableArray<string> Servers { get; init; }

    /// <summary>Its parameters, those of the path item included.</summary>
    public ImmutableArray<OperationParameter> Parameters { get; init; } = [];

    /// <summary>What it accepts as a body; null when the document declares none.</summary>
    public OperationBody? Body { get; init; }

    /// <summary>The documented response statuses as they are written: <c>200</c>, <c>4XX</c>, <c>default</c>.</summary>
    public ImmutableArray<string> Responses { get; init; } = [];

    /// <summary>What its responses hold in places that their schemas mark as secret; null when nothing.</summary>
    public SecretMembers? Secrets { get; init; }

    /// <summary>
    /// The alternative sets of security schemes, any of which authorises a call; the operation's, else the document's. An empty set means
    /// that none is needed.
    /// </summary>
    public ImmutableArray<ImmutableArray<SecurityRequirement>> Security { get; init; } = [];

    /// <summary>Whether this status is documented, by its code or by its range. <c>default</c> does not count.</summary>
    public bool Documents(int status) => Responses.Any(code => code.Length == 3
        && code[0] == '0' + (status / 100)
        && (code[1..] is "XX" or "xx" || code == status.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The declared parameter of this name and place; header names ignore case. Null when it is not declared.</summary>
    public OperationParameter? Parameter(string name, ParameterPlace place) => Parameters.FirstOrDefault(parameter =>
        parameter.In == place
        && string.Equals(parameter.Name, name, place == ParameterPlace.Header ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {PathTemplate}";
}
