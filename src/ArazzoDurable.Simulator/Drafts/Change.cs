using System.Text.Json.Nodes;

namespace ArazzoDurable.Simulator.Drafts;

/// <summary>What may be done at a place so that a condition holds, or does not.</summary>
abstract record Change
{
    /// <summary>Leaves it as it is.</summary>
    internal sealed record Keep : Change;

    /// <summary>Puts a value there.</summary>
    internal sealed record Put(JsonNode? Value) : Change;

    /// <summary>Leaves the value out.</summary>
    internal sealed record Remove : Change;

    /// <summary>Makes the value so many elements or letters long.</summary>
    internal sealed record Resize(int Length) : Change;

    /// <summary>Makes an XML text fit an XPath expression, or not; <paramref name="Choice"/>: by which of its parts, where several would do.</summary>
    internal sealed record Shape(XPathShape Wanted, bool Holds, int Choice) : Change;

    /// <summary>Makes a query select something.</summary>
    internal sealed record Select : Change;

    /// <summary>Makes a query select nothing, with as many elements as before.</summary>
    internal sealed record Unselect : Change;

    /// <summary>Empties what a query looks through.</summary>
    internal sealed record Empty : Change;
}
