using System.Collections.Immutable;
using ArazzoDurable.Runtime.Credentials;

namespace ArazzoDurable.Runtime.Tests.Credentials;

public sealed class HostCredentialsTests
{
    [Theory]
    [InlineData("api", "key")]
    [InlineData("API", "Key")]
    public void Credential_is_found_whatever_the_case_of_its_variable(string source, string scheme)
    {
        var credentials = Read(out var problems, ("ARAZZO_AUTH__API__key", "v"), ("PATH", "/bin"));

        problems.ShouldBeEmpty();
        credentials.Find(new CredentialName(source, scheme))!.Value.ShouldBe("v");
        credentials.All.Count().ShouldBe(1);
    }

    [Fact]
    public void Credential_of_a_name_that_no_variable_can_hold_has_underscores()
    {
        var credentials = Read(out _, ("ARAZZO_AUTH__pet_store__o_auth_2", "v"));

        credentials.Find(new CredentialName("pet-store", "o.auth-2"))!.Value.ShouldBe("v");
        credentials.Find(new CredentialName("pet", "store")).ShouldBeNull();
    }

    [Fact]
    public void Credential_goes_to_its_origins_only()
    {
        var credentials = Read(out var problems, ("ARAZZO_AUTH__a__b", "v"), ("arazzo_auth__A__B__origin", "https://api.example.com, http://[::1]:8080"));

        problems.ShouldBeEmpty();
        var credential = credentials.Find(new CredentialName("a", "b"))!;
        credential.MayGoTo(new Uri("https://API.example.com:443/v1?q")).ShouldBeTrue();
        credential.MayGoTo(new Uri("https://api.example.com./v1")).ShouldBeTrue();
        credential.MayGoTo(new Uri("http://[0:0:0:0:0:0:0:1]:8080/")).ShouldBeTrue();
        credential.MayGoTo(new Uri("http://api.example.com/v1")).ShouldBeFalse();
        credential.MayGoTo(new Uri("https://api.example.com:8443/v1")).ShouldBeFalse();
        credential.MayGoTo(new Uri("https://api.example.com.attacker.example/")).ShouldBeFalse();
        credential.MayGoTo(new Uri("https://attacker.example/https://api.example.com")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("api.example.com")]
    [InlineData("https://api.example.com/v1")]
    [InlineData("https://api.example.com?")]
    [InlineData("https://user@api.example.com")]
    [InlineData("ftp://api.example.com")]
    [InlineData("https://*.example.com")]
    [InlineData("https://a.example.com,")]
    [InlineData("*")]
    public void Origin_that_is_none_is_refused(string origin)
    {
        var credentials = Read(out var problems, ("ARAZZO_AUTH__a__b", "canary-4711"), ("ARAZZO_AUTH__a__b__ORIGIN", origin));

        problems.ShouldBe(["ARAZZO_AUTH__a__b__ORIGIN is not one or more origins such as https://api.example.com, separated by commas, each without a path."]);
        credentials.All.ShouldBeEmpty();
    }

    [Fact]
    public void Credential_without_an_origin_is_refused_where_others_choose_the_flows()
    {
        HostCredentials.Read([new("ARAZZO_AUTH__a__b", "canary-4711")], mustNameOrigins: true, out var problems);

        problems.Single().ShouldBe(
            "ARAZZO_AUTH__a__b names no origin, so any flow could have it sent anywhere; set ARAZZO_AUTH__a__b__ORIGIN=https://api.example.com to where it may go.");
    }

    [Fact]
    public void Variables_that_contradict_each_other_are_refused()
    {
        Read(out var problems, ("ARAZZO_AUTH__a__b", "x"), ("ARAZZO_AUTH__A__B", "y"), ("ARAZZO_AUTH__c__d__ORIGIN", "https://c.example.com"), ("ARAZZO_AUTH__e__f", ""));

        problems.ShouldBe(["ARAZZO_AUTH__a__b is set in two spellings; leave one.", "ARAZZO_AUTH__c__d__ORIGIN is set, and ARAZZO_AUTH__c__d is not."]);
    }

    [Fact]
    public void Credential_prints_without_its_value() => new Credential("canary-4711", []).ToString().ShouldBe("***");

    static HostCredentials Read(out ImmutableArray<string> problems, params (string Name, string Value)[] variables) =>
        HostCredentials.Read(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)), mustNameOrigins: false, out problems);
}
