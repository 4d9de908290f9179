using System.Text.Json;

namespace ArazzoDurable.Cli.Items;

/// <summary>The inputs of one item, as a file gives them.</summary>
/// <param name="Value">An object with a member for each input.</param>
/// <param name="Place">Where it stands, such as <c>line 17 of inputs.jsonl</c>.</param>
sealed record ItemInput(JsonElement Value, string Place);
