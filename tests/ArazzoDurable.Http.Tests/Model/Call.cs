namespace ArazzoDurable.Http.Tests.Model;

/// <summary>A call of the flow: of the second step if the item has come so far.</summary>
readonly record struct Call(int Run, int Item, int Step);
