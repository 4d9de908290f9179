using ArazzoDurable.Functions.Settings;

namespace ArazzoDurable.Functions.Tests.Settings;

public sealed class FunctionsSettingsTests
{
    static readonly string Key = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
    static readonly Uri Private = new("http://10.0.0.4:8080");

    [Fact]
    public void Without_more_than_the_key_all_is_careful()
    {
        var settings = Read();

        settings.AllowServerOverrides.ShouldBeFalse();
        settings.TimersAreExact.ShouldBeFalse();
        settings.RevealSecrets.ShouldBeFalse();
        settings.TellStatusQueryUri.ShouldBeFalse();
        settings.Retention.ShouldBe(TimeSpan.FromDays(30));
        settings.AllowedHosts.Allows(Private).ShouldBeFalse();
    }

    [Fact]
    public void Each_setting_is_read()
    {
        var settings = Read(
            ("ARAZZO_ALLOW_SERVER_OVERRIDES", "true"), ("ARAZZO_REVEAL_SECRETS", "True"), ("ARAZZO_STATUS_QUERY_URI", "TRUE"), ("ARAZZO_EXACT_TIMERS", "true"),
            ("ARAZZO_RETENTION_DAYS", "7"), ("ARAZZO_ALLOW_HOSTS", "10.0.0.4, lab.internal"));

        (settings.AllowServerOverrides, settings.RevealSecrets, settings.TellStatusQueryUri, settings.TimersAreExact).ShouldBe((true, true, true, true));
        settings.Retention.ShouldBe(TimeSpan.FromDays(7));
        settings.AllowedHosts.Allows(Private).ShouldBeTrue();
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("1", 1)]
    [InlineData("36500", 36500)]
    public void Runs_are_kept_for_days_and_for_ever_at_none(string days, int? kept) =>
        Read(("ARAZZO_RETENTION_DAYS", days)).Retention.ShouldBe(kept is { } number ? TimeSpan.FromDays(number) : null);

    [Theory]
    [InlineData("ARAZZO_ALLOW_SERVER_OVERRIDES")]
    [InlineData("ARAZZO_EXACT_TIMERS")]
    [InlineData("ARAZZO_REVEAL_SECRETS")]
    [InlineData("ARAZZO_STATUS_QUERY_URI")]
    [InlineData("ARAZZO_RETENTION_DAYS")]
    [InlineData("ARAZZO_ALLOW_HOSTS")]
    public void Empty_setting_counts_as_none(string name) =>
        What(Read((name, ""))).ShouldBe(What(Read()));

    [Theory]
    [InlineData("ARAZZO_REVEAL_SECRETS", "yes", "ARAZZO_REVEAL_SECRETS is 'yes'; expected true or false.")]
    [InlineData("ARAZZO_STATUS_QUERY_URI", "1", "ARAZZO_STATUS_QUERY_URI is '1'; expected true or false.")]
    [InlineData("ARAZZO_ALLOW_SERVER_OVERRIDES", "on", "ARAZZO_ALLOW_SERVER_OVERRIDES is 'on'; expected true or false.")]
    [InlineData("ARAZZO_RETENTION_DAYS", "-1", "ARAZZO_RETENTION_DAYS is '-1'; expected a whole number from 0, which means for ever, to 36500.")]
    [InlineData("ARAZZO_RETENTION_DAYS", "1.5", "ARAZZO_RETENTION_DAYS is '1.5'; expected a whole number from 0, which means for ever, to 36500.")]
    [InlineData("ARAZZO_RETENTION_DAYS", "36501", "ARAZZO_RETENTION_DAYS is '36501'; expected a whole number from 0, which means for ever, to 36500.")]
    public void Setting_that_cannot_be_read_is_told_with_what_is_expected(string name, string value, string told) =>
        Problems((FunctionsSettings.SecretKeySetting, Key), (name, value)).ShouldBe([told]);

    [Fact]
    public void Host_that_is_none_is_told_with_its_setting() =>
        Problems((FunctionsSettings.SecretKeySetting, Key), ("ARAZZO_ALLOW_HOSTS", "lab.internal,http://x y/")).ShouldHaveSingleItem().ShouldStartWith("ARAZZO_ALLOW_HOSTS: ");

    [Fact]
    public void Missing_key_is_told_with_how_to_make_one() =>
        Problems().ShouldBe(["ARAZZO_SECRET_KEY is not set; expected the base64 of 32 random bytes, as `openssl rand -base64 32` prints it."]);

    [Theory]
    [InlineData("c2hvcnQtczNjcmV0")]
    [InlineData("no base64 at all, s3cret")]
    public void Key_that_cannot_be_used_is_not_quoted(string key)
    {
        var told = Problems((FunctionsSettings.SecretKeySetting, key)).ShouldHaveSingleItem();

        told.ShouldStartWith("ARAZZO_SECRET_KEY cannot be used: ");
        told.ShouldNotContain(key);
        told.ShouldNotContain("s3cret");
    }

    [Fact]
    public void Credential_names_its_origins_and_is_not_quoted_when_it_does_not()
    {
        var told = Problems((FunctionsSettings.SecretKeySetting, Key), ("ARAZZO_AUTH__lab__bearer", "s3cret")).ShouldHaveSingleItem();

        told.ShouldContain("ARAZZO_AUTH__lab__bearer__ORIGIN");
        told.ShouldNotContain("s3cret");
        Read(("ARAZZO_AUTH__lab__bearer", "s3cret"), ("ARAZZO_AUTH__lab__bearer__ORIGIN", "https://lab.example.com")).Credentials
            .ShouldNotBeSameAs(Runtime.Credentials.HostCredentials.None);
    }

    [Fact]
    public void All_problems_are_told_at_once() =>
        Problems(("ARAZZO_REVEAL_SECRETS", "x"), ("ARAZZO_RETENTION_DAYS", "x"), ("ARAZZO_AUTH__lab__bearer", "s3cret")).Length.ShouldBe(4);

    static FunctionsSettings Read(params (string Name, string Value)[] variables)
    {
        var settings = FunctionsSettings.Read(Variables([(FunctionsSettings.SecretKeySetting, Key), .. variables]), out var problems);
        problems.ShouldBeEmpty();
        return settings.ShouldNotBeNull();
    }

    static object What(FunctionsSettings settings) =>
        (settings.AllowServerOverrides, settings.RevealSecrets, settings.TellStatusQueryUri, settings.Retention, settings.AllowedHosts.Allows(Private));

    static System.Collections.Immutable.ImmutableArray<string> Problems(params (string Name, string Value)[] variables)
    {
        FunctionsSettings.Read(Variables(variables), out var problems).ShouldBeNull();
        return problems;
    }

    static Dictionary<string, string> Variables((string Name, string Value)[] variables) =>
        variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.OrdinalIgnoreCase);
}
