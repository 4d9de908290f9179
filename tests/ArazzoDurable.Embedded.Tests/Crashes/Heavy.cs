namespace ArazzoDurable.Embedded.Tests.Crashes;

/// <summary>Whether the tests take their time: ARAZZO_HEAVY_TESTS=1.</summary>
static class Heavy
{
    public static bool Wanted => Environment.GetEnvironmentVariable("ARAZZO_HEAVY_TESTS") == "1";

    public static int Count(int usual, int heavy) => Wanted ? heavy : usual;
}
