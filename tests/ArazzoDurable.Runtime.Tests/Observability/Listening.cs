namespace ArazzoDurable.Runtime.Tests.Observability;

/// <summary>Tests that listen, which hear the whole process: no other test runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Listening
{
    public const string Name = "listening";
}
