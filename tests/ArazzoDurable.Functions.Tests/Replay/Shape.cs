namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>A program whose histories are recorded.</summary>
/// <param name="Name">Its name, and that of the file that keeps its histories.</param>
/// <param name="RecordAsync">Plays it to its end.</param>
sealed record Shape(string Name, Func<Task<Play>> RecordAsync)
{
    public override string ToString() => Name;
}
