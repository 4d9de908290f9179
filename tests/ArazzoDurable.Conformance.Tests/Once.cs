namespace ArazzoDurable.Conformance.Tests;

/// <summary>Something that is found out once, whoever asks first.</summary>
sealed class Once<T>
{
    readonly Lock gate = new();
    Task<T>? found;

    /// <summary>Finds it out, or gives what was found, or the failure.</summary>
    public Task<T> OnceAsync(Func<Task<T>> find)
    {
        lock (gate)
            return found ??= Task.Run(find);
    }
}
