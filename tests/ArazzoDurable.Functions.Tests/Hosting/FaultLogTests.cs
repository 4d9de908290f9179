using ArazzoDurable.Functions.Hosting;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Walk;
using Microsoft.Extensions.Logging;

namespace ArazzoDurable.Functions.Tests.Hosting;

/// <summary>What the operator is told when the runner gives way.</summary>
public sealed class FaultLogTests
{
    static readonly Walker Walker = new("run", 3, 0, "sha256:x", "main", "", 0, IsWholeRun: true);

    [Fact]
    public void Messages_of_exceptions_are_not_told_but_their_types_and_places_are()
    {
        var line = Told(new InvalidOperationException("s3cret", Thrown(new IOException("s3cret"))));

        line.ShouldStartWith("The runner gave way in run run, item 3, with System.InvalidOperationException\n ---> System.IO.IOException\n   at ");
        line.ShouldContain(nameof(Thrown));
        line.ShouldNotContain("s3cret");
    }

    [Fact]
    public void Message_of_a_store_is_told() =>
        Told(new StoreFailedException("The container is gone.", new IOException("s3cret")))
            .ShouldBe("The runner gave way in run run, item 3, with ArazzoDurable.Runtime.Durability.StoreFailedException: The container is gone.\n ---> System.IO.IOException");

    [Fact]
    public void Request_that_failed_is_told_the_same_way()
    {
        var log = new Lines();

        new FaultLog(log).Failed(new IOException("s3cret"));

        log.All.ShouldHaveSingleItem().ShouldBe("The runner failed to answer a request, with System.IO.IOException");
    }

    static string Told(Exception exception)
    {
        var log = new Lines();
        new FaultLog(log).Observe(new WalkEvent.Faulted(Walker, exception));
        return log.All.ShouldHaveSingleItem();
    }

    static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (IOException caught)
        {
            return caught;
        }
    }

    /// <summary>Keeps what a provider would write, exceptions whole.</summary>
    sealed class Lines : ILogger<FaultLog>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add($"{formatter(state, exception)}{exception}");
    }
}
