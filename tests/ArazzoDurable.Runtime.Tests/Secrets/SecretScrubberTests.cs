using System.Text.Json;
using ArazzoDurable.Runtime.Secrets;
using static ArazzoDurable.Runtime.Tests.Secrets.Secret;

namespace ArazzoDurable.Runtime.Tests.Secrets;

public sealed class SecretScrubberTests
{
    const string Clear = "s3cr/t+\"ü\\ n";

    readonly SecretScrubber scrubber = new();

    public SecretScrubberTests() => scrubber.Add(Clear);

    [Theory]
    [InlineData("a s3cr/t+\"ü\\ n b", "a *** b")]
    [InlineData("s3cr/t+\"ü\\ ns3cr/t+\"ü\\ n", "***")]
    [InlineData("""{"x":"s3cr/t+\"ü\\ n"}""", """{"x":"***"}""")]
    [InlineData("""{"x":"s3cr\/t\u002B\u0022\u00fc\u005C n"}""", """{"x":"***"}""")]
    [InlineData("""{"x":"{\"y\":\"s3cr/t+\\\"\u00FC\\\\ n\"}"}""", """{"x":"{\"y\":\"***\"}"}""")]
    [InlineData("q=s3cr%2Ft%2B%22%C3%BC%5C%20n&r=1", "q=***&r=1")]
    [InlineData("q=s3cr%2ft%2b%22%c3%bc%5c+n&r=1", "q=***&r=1")]
    [InlineData("q=s3cr%252Ft%252B%2522%25C3%25BC%255C%2520n", "q=***")]
    [InlineData("nothing 100% \\ special", "nothing 100% \\ special")]
    [InlineData("", "")]
    public void Mask_finds_the_secret_under_escapes(string text, string expected) => scrubber.Mask(text).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("u")]
    [InlineData("us")]
    [InlineData("usr:")]
    public void Mask_finds_the_secret_in_base64_at_each_offset(string before)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes($"{before}{Clear}+tail");
        var usual = Convert.ToBase64String(bytes);
        var url = System.Buffers.Text.Base64Url.EncodeToString(bytes);

        foreach (var text in new[] { usual, url, Uri.EscapeDataString(usual), JsonSerializer.Serialize(usual) })
            scrubber.Mask($"Basic {text}").ShouldNotContain(Convert.ToBase64String(bytes)[8..16]);
        scrubber.IsIn(usual).ShouldBeTrue();
    }

    [Fact]
    public void Mask_in_base64_takes_the_characters_at_the_edges_too()
    {
        var short4 = new SecretScrubber();
        short4.Add("abcd");

        short4.Mask(Convert.ToBase64String("xabcdx"u8)).ShouldBe("e***4");
    }

    [Fact]
    public void Mask_of_overlapping_secrets_leaves_nothing_of_either()
    {
        scrubber.Add("alpha-beta");
        scrubber.Add("beta-gamma");

        scrubber.Mask("<alpha-beta-gamma>").ShouldBe("<***>");
    }

    [Fact]
    public void Add_of_scheme_and_credential_finds_the_credential_alone()
    {
        scrubber.Add("Bearer abc123");

        scrubber.Mask("token abc123, header Bearer abc123").ShouldBe("token ***, header ***");
    }

    [Fact]
    public void Add_of_a_short_secret_is_not_looked_for()
    {
        scrubber.Add("abc");

        scrubber.Mask("abcabc").ShouldBe("abcabc");
    }

    [Fact]
    public void Add_of_json_takes_strings_and_numbers_at_any_depth()
    {
        var found = new SecretScrubber();
        found.Add(Json("""{"name":["first",{"b":123456}],"c":true,"d":null}"""));

        found.Mask("first 123456 name true null").ShouldBe("*** *** name true null");
    }

    [Fact]
    public void SealEchoes_seals_only_what_contains_a_secret()
    {
        scrubber.Add("hunter2");
        scrubber.Add("424242");
        var value = Json("""{"ok":"fine","n":1.10,"list":["is hunter2","aHVudGVyMg==",424242],"o":{"hunter2":1,"p":2}}""");

        var result = scrubber.SealEchoes(value, NewSealer(), Scope);

        Sealer.Mask(result).GetRawText().ShouldBe("""{"ok":"fine","n":1.10,"list":["***","***","***"],"o":"***"}""");
        NewSealer().OpenAll(result, Scope).Value!.Value.GetRawText().ShouldBe(value.GetRawText());
    }

    [Fact]
    public void SealEchoes_without_an_echo_gives_the_same_element()
    {
        var value = Json("""{ "a": ["x", "\ud800"] }""");

        scrubber.SealEchoes(value, NewSealer(), Scope).ShouldBe(value);
    }

    [Fact]
    public void SealEchoes_seals_what_merely_looks_sealed()
    {
        var value = Json("""{"a":{"$sealed":"from a response"}}""");

        var result = new SecretScrubber().SealEchoes(value, NewSealer(), Scope);

        NewSealer().OpenAll(result, Scope).Value!.Value.GetRawText().ShouldBe(value.GetRawText());
    }

    [Fact]
    public void SealEchoes_copes_with_strings_that_are_no_unicode()
    {
        scrubber.Add("hunter2");

        var result = scrubber.SealEchoes(Json("""{"\udfff":"\ud800 hunter2","b":"\ud800"}"""), NewSealer(), Scope);

        Sealer.Mask(result).GetRawText().ShouldBe("""{"\udfff":"***","b":"\ud800"}""");
    }

    [Theory]
    [InlineData("secret-", "")]
    [InlineData("", "-secret")]
    public void IsIn_of_many_secrets_in_many_strings_takes_no_more_than_their_sum(string before, string after)
    {
        const int Count = 20_000;
        var many = new SecretScrubber();
        var texts = Enumerable.Range(0, Count).Select(number => $"{before}{number:D8}{after}").ToList();
        texts.ForEach(many.Add);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        texts.ForEach(text => many.IsIn($"is {text}!").ShouldBeTrue());
        texts.ForEach(text => many.IsIn($"is {text[1..]}").ShouldBeFalse());

        // Each by itself, these would be looked for more than five billion times.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Mask_finds_secrets_of_several_lengths_with_one_beginning()
    {
        var several = new SecretScrubber();
        several.Add("sk-l");
        several.Add("sk-live-1");
        several.Add("sk-live-2");

        several.Mask("sk-live-2 sk-lx sk-live-1sk- sk-").ShouldBe("*** ***x ***sk- sk-");
    }

    [Theory]
    [InlineData(0)]
    [InlineData((16 * 1024) - 12)]
    [InlineData((16 * 1024) - 5)]
    [InlineData(16 * 1024)]
    [InlineData((32 * 1024) - 1)]
    [InlineData(50_000)]
    public void IsIn_finds_the_secret_at_any_place_of_a_long_text(int place)
    {
        foreach (var secret in new[] { Clear, """s3cr\/t+\"ü\\ n""", "s3cr%252Ft%252B%2522%25C3%25BC%255C%2520n" })
        {
            scrubber.IsIn($"{new string('x', place)}{secret}{new string('y', 25_000)}").ShouldBeTrue();
            scrubber.IsIn($"{new string('x', place)}{secret[..^1]}{new string('y', 25_000)}").ShouldBeFalse();
        }
    }
}
