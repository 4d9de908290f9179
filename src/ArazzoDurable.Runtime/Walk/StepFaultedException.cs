using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Walk;

/// <summary>The step activity gave way: a bug, or infrastructure. Says no more than what kind of exception it was, so that no secret gets into a history.</summary>
/// <param name="cause">The full name of the exception's type.</param>
public sealed class StepFaultedException(string cause) : Exception(cause)
{
    /// <summary>The cause that stands for every store that gave way for a time: the same call is made again after a while.</summary>
    public static string StoreGaveWay { get; } = typeof(StoreFailedException).FullName!;

    /// <summary>What an exception is told as.</summary>
    public static StepFaultedException Of(Exception exception) => new(
        exception is StoreFailedException { MayPass: true } ? StoreGaveWay : exception.GetType().FullName ?? exception.GetType().Name);

    /// <summary>Whether the same call may go well later.</summary>
    /// <param name="cause">The cause that a call failed for.</param>
    public static bool MayPass(string cause) => cause == StoreGaveWay;
}
