namespace ArazzoDurable.Conformance.Tests.Walk;

public sealed class HostCaseTests
{
    [Fact]
    public void Most_cases_can_be_played_over_HTTP()
    {
        var played = HostCase.Groups.Values.SelectMany(group => group).Select(given => given.Name).ToList();

        played.Count.ShouldBeGreaterThan(HostCase.Known * 3 / 4, "too many cases are left out");
        played.ShouldBeUnique();
    }
}
