namespace ArazzoDurable.Functions.TestHub.Instances;

/// <summary>What the extension's page of limits says of ids: 1 to 100 characters, none of them <c>/ \ # ?</c> or a control character, and no <c>@</c> at the start.</summary>
static class InstanceIds
{
    const int Longest = 100;

    /// <summary>Throws at an id that the extension takes for none.</summary>
    public static void Check(string id)
    {
        if (id.Length is 0 or > Longest || id[0] == '@' || id.AsSpan().IndexOfAny("/\\#?") >= 0 || id.Any(char.IsControl))
            throw new ArgumentException($"'{id}' is no id of an instance.", nameof(id));
    }
}
