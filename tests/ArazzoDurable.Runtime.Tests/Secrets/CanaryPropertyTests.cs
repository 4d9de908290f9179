using System.Text;
using System.Text.Json;
using ArazzoDurable.Runtime.Secrets;
using FsCheck;
using FsCheck.Fluent;
using static ArazzoDurable.Runtime.Tests.Secrets.Secret;

namespace ArazzoDurable.Runtime.Tests.Secrets;

/// <summary>Whatever the values and the secrets are: no secret is in the bytes of what is stored or shown.</summary>
public sealed class CanaryPropertyTests
{
    // Long enough that a random ciphertext does not hold a form of one by chance.
    const int SecretLength = 12;

    static readonly Gen<string> Canary =
        Gen.Elements<char>([.. "abcXYZ0189-_.~ +/%\\\"'<>&=?#äß€漢"]).ArrayOf(SecretLength).Select(characters => new string(characters));

    static readonly Gen<string> Around = Gen.Elements("", "a", "Bearer ", "user:", "{\"k\":\"", "%", "\\", "é");

    [Fact]
    public void Sealed_inputs_hold_no_secret()
    {
        var sealer = NewSealer();
        var property = Prop.ForAll(Trees().ToArbitrary(), tree =>
        {
            var inputs = Json(tree.Text);
            var stored = SecretInputs.Seal(inputs, [], ["canary"], sealer, Scope);
            ShouldNotHold(stored.GetRawText(), tree.Secret);
            ShouldNotHold(Sealer.Mask(stored).GetRawText(), tree.Secret);
            JsonElement.DeepEquals(sealer.OpenAll(stored, Scope).Value!.Value, inputs).ShouldBeTrue();
        });
        property.QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Sealed_echoes_and_masked_texts_hold_no_secret()
    {
        var sealer = NewSealer();
        var property = Prop.ForAll(Echoes().ToArbitrary(), echo =>
        {
            var scrubber = new SecretScrubber();
            scrubber.Add(echo.Secret);
            ShouldNotHold(scrubber.Mask(echo.Text), echo.Secret);
            var output = JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["a"] = new[] { echo.Text }, [echo.Text] = 1 });
            ShouldNotHold(scrubber.SealEchoes(output, sealer, Scope).GetRawText(), echo.Secret);
        });
        property.QuickCheckThrowOnFailure();
    }

    static Gen<(string Text, string Secret)> Trees() =>
        from secret in Canary
        from tree in Gen.Sized(size => Node(Math.Min(size, 4), secret))
        select (tree, secret);

    static Gen<string> Node(int depth, string secret)
    {
        var name = Gen.Elements("a", "model", "ü", "x y");
        var value = depth == 0 ? Gen.Elements("1", "1.50", "null", "true", "\"plain\"") : Node(depth - 1, secret);
        var member = from key in name from inner in value select $"{JsonSerializer.Serialize(key)}:{inner}";
        var leak =
            from key in Gen.Elements("token", "api_key", "canary", "myPasswords")
            from before in Around
            from after in Around
            select $"{JsonSerializer.Serialize(key)}:{JsonSerializer.Serialize(before + secret + after)}";
        return Gen.OneOf(member, leak).ArrayOf(3).Select(members => $"{{{string.Join(',', members.DistinctBy(text => text.Split(':')[0]))}}}");
    }

    static Gen<(string Text, string Secret)> Echoes() =>
        from secret in Canary
        from before in Around
        from after in Around
        from form in Gen.Elements(Forms)
        select (form(before + secret + after), secret);

    static readonly Func<string, string>[] Forms =
    [
        text => text,
        Uri.EscapeDataString,
        text => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal),
        text => JsonSerializer.Serialize(text),
        text => JsonSerializer.Serialize(JsonSerializer.Serialize(text)),
        text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        text => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text)),
        text => Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
    ];

    static void ShouldNotHold(string output, string secret)
    {
        foreach (var form in Spellings(secret))
            output.ShouldNotContain(form, Case.Sensitive);
        var bytes = Encoding.UTF8.GetBytes(output);
        bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)).ShouldBe(-1);
    }

    // Made by padding whole groups, not by the arithmetic of the code under test.
    static IEnumerable<string> Spellings(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return JsonSerializer.Serialize(secret)[1..^1];
        foreach (var pad in new[] { "", "p", "pp" })
        {
            var whole = Convert.ToBase64String(Encoding.UTF8.GetBytes(pad + secret));
            var inner = whole[(pad.Length == 0 ? 0 : 4)..(whole.Length / 4 * 4 - 4)];
            yield return inner;
            yield return inner.Replace('+', '-').Replace('/', '_');
        }
    }
}
