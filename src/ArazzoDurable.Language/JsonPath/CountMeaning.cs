namespace ArazzoDurable.Language.JsonPath;

/// <summary>What the function <c>count</c> counts.</summary>
public enum CountMeaning
{
    /// <summary>The nodes that its query selects, as RFC 9535 has it.</summary>
    Nodes,

    /// <summary>
    /// The elements of the array that a singular query selects, and 0 when it selects null or nothing. For any other value, and for a
    /// query that is not singular, the nodes.
    /// </summary>
    Elements,
}
