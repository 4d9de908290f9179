using ArazzoDurable.Functions.Tests.Replay;

/// <summary>
/// What a process runs first that was started with this assembly as its startup hook: it replays the stored histories in its own culture, time
/// zone and order of hashes, tells how that went, and ends. No other process comes here.
/// </summary>
static class StartupHook
{
    public static void Initialize()
    {
        Environment.ExitCode = 1;
        try
        {
            foreach (var culture in Surroundings.Cultures)
            {
                Surroundings.In(culture, () =>
                {
                    foreach (var generation in StoredHistories.Files.SelectMany(StoredHistories.Read))
                        generation.ReplayEveryBeginning();
                });
                Console.WriteLine($"Replayed in '{culture.Name}'.");
            }
            Console.WriteLine(FormattableString.Invariant($"All replayed at UTC+{TimeZoneInfo.Local.BaseUtcOffset.TotalHours}."));
            Environment.ExitCode = 0;
        }
        catch (NonDeterministicException exception)
        {
            Console.WriteLine(exception.Message);
        }
        Environment.Exit(Environment.ExitCode);
    }
}
