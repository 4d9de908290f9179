namespace ArazzoDurable.Embedded.Instances;

/// <summary>What an id of an instance may be: 1 to 100 characters of printable ASCII, as the Durable Task Scheduler has it.</summary>
static class InstanceId
{
    const int MaxLength = 100;

    public static void Check(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (id.Length > MaxLength || id.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new ArgumentException($"'{id}' is no id of an instance: it has 1 to {MaxLength} characters of printable ASCII.", nameof(id));
    }
}
