using System.Collections.Immutable;

namespace ArazzoDurable.Cli.Items;

/// <summary>What a file of inputs holds.</summary>
/// <param name="Items">The items, in the order of the file.</param>
/// <param name="IsList">Whether it is a list of items, be it an array or JSON lines; else it is the inputs of the one item.</param>
sealed record ItemFile(ImmutableArray<ItemInput> Items, bool IsList);
