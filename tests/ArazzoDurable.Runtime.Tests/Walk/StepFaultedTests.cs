using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Runtime.Tests.Walk;

/// <summary>What the step activity tells of an exception.</summary>
public sealed class StepFaultedTests
{
    public static TheoryData<Exception, bool> Exceptions => new()
    {
        { new StoreFailedException("s3cret"), true },
        { new StoreBroke("s3cret"), true },
        { new TaskCanceledException("s3cret"), false },
        { new FlowCorruptedException(FlowId.Of("x"u8), "s3cret"), false },
        { new IOException("s3cret"), false },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Cause_is_a_name_that_tells_whether_it_may_pass(Exception exception, bool mayPass)
    {
        var cause = StepFaultedException.Of(exception).Message;

        cause.ShouldNotContain("s3cret");
        StepFaultedException.MayPass(cause).ShouldBe(mayPass);
    }

    sealed class StoreBroke(string message) : StoreFailedException(message);
}
