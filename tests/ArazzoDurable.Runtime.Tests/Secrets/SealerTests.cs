using System.Text;
using System.Text.Json;
using ArazzoDurable.Runtime.Secrets;
using static ArazzoDurable.Runtime.Tests.Secrets.Secret;

namespace ArazzoDurable.Runtime.Tests.Secrets;

public sealed class SealerTests
{
    readonly Sealer sealer = NewSealer();

    [Theory]
    [InlineData("\"hunter2\"")]
    [InlineData("\"\"")]
    [InlineData("1.10")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("""{"a":[1,{"b":"ü\ud800"}]}""")]
    public void Open_of_a_sealed_value_gives_it_back_digit_by_digit(string clear)
    {
        var sealedValue = sealer.Seal(Json(clear), Scope);

        Sealer.IsSealed(sealedValue).ShouldBeTrue();
        sealedValue.GetRawText().ShouldStartWith("""{"$sealed":"v1.""");
        sealer.Open(sealedValue, Scope).GetRawText().ShouldBe(clear);
    }

    [Fact]
    public void Seal_twice_gives_different_texts() =>
        sealer.Seal(Json("1"), Scope).GetRawText().ShouldNotBe(sealer.Seal(Json("1"), Scope).GetRawText());

    [Fact]
    public void Open_of_any_changed_character_fails()
    {
        var text = sealer.Seal(Json("\"hunter2\""), Scope).GetProperty("$sealed").GetString()!;

        for (var i = 0; i < text.Length; i++)
        {
            var changed = new StringBuilder(text) { [i] = text[i] == 'A' ? 'Q' : 'A' }.ToString();
            Should.Throw<SecretUnreadableException>(() => sealer.Open(Envelope(changed), Scope), $"at {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1")]
    [InlineData("v2.00000000.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("v1.00000000.AAAA.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("v1.00000000.AAAAAAAAAAAAAAAA.AAAA")]
    [InlineData("v1.00000000.AAAAAAAAAAAAAAAA.%%%%")]
    public void Open_of_what_has_no_sealed_form_says_so(string text) =>
        Should.Throw<SecretUnreadableException>(() => sealer.Open(Envelope(text), Scope))
            .Message.ShouldBe("A value that should be sealed does not have the form of a sealed value.");

    [Fact]
    public void Open_in_another_scope_fails()
    {
        var error = Should.Throw<SecretUnreadableException>(() => sealer.Open(sealer.Seal(Json("1"), Scope), "other-run"));

        error.Message.ShouldBe("A sealed value cannot be opened: it was changed, or it was sealed for another run.");
    }

    [Fact]
    public void Open_after_a_key_rotation_uses_the_older_key()
    {
        var before = sealer.Seal(Json("\"hunter2\""), Scope);
        var rotated = new Sealer(SecretKeyRing.FromKeys(Key(2), Key(1)));

        rotated.Open(before, Scope).GetString().ShouldBe("hunter2");
        Should.Throw<SecretUnreadableException>(() => sealer.Open(rotated.Seal(Json("1"), Scope), Scope));
    }

    [Fact]
    public void Open_without_the_key_names_it()
    {
        var other = new Sealer(SecretKeyRing.FromKeys(Key(2)));

        var error = Should.Throw<SecretUnreadableException>(() => other.Open(sealer.Seal(Json("1"), Scope), Scope));

        var missing = SecretKeyRing.FromKeys(Key(1)).KeyIds[0];
        error.Message.ShouldBe($"A secret was sealed with the key {missing}, which is not among the keys given "
            + $"({SecretKeyRing.FromKeys(Key(2)).KeyIds[0]}); add it to ARAZZO_SECRET_KEY after the current one.");
    }

    [Theory]
    [InlineData("""{"$sealed":"x"}""", true)]
    [InlineData("""{"\u0024sealed":"x"}""", true)]
    [InlineData("""{"$sealed":1}""", false)]
    [InlineData("""{"$sealed":"x","a":1}""", false)]
    [InlineData("""{"$sealed":"x","$sealed":"y"}""", false)]
    [InlineData("""{"\ud800":"x"}""", false)]
    [InlineData("{}", false)]
    [InlineData("[]", false)]
    [InlineData("\"$sealed\"", false)]
    public void IsSealed_of_a_value_looks_at_its_form(string value, bool expected) => Sealer.IsSealed(Json(value)).ShouldBe(expected);

    [Fact]
    public void OpenAll_opens_at_any_depth_and_keeps_the_rest()
    {
        var value = Json($$"""{ "n": 1.10, "list": [ {{sealer.Seal(Json("\"a\""), Scope)}}, { "deep": {{sealer.Seal(Json("[2.0]"), Scope)}} } ] }""");

        var opened = sealer.OpenAll(value, Scope);

        opened.IsSecret.ShouldBeTrue();
        opened.Value!.Value.GetRawText().ShouldBe("""{"n":1.10,"list":["a",{"deep":[2.0]}]}""");
    }

    [Fact]
    public void OpenAll_without_a_secret_gives_the_same_element_and_allocates_nothing()
    {
        var value = Json("""{"a":[1,{"b":"x"}],"sealed":"v1","$sealed":"no, because there are several members"}""");
        sealer.OpenAll(value, Scope).IsSecret.ShouldBeFalse();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var opened = sealer.OpenAll(value, Scope);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        opened.Value.ShouldBe(value);
    }

    [Fact]
    public void OpenAll_tells_what_it_opened()
    {
        var scrubber = new SecretScrubber();

        sealer.OpenAll(sealer.Seal(Json("""{"a":"hunter2"}"""), Scope), Scope, scrubber);

        scrubber.Mask("it was hunter2").ShouldBe("it was ***");
    }

    [Fact]
    public void OpenAll_does_not_look_into_what_it_opened()
    {
        var lookalike = Json("""{"$sealed":"not one of ours"}""");

        sealer.OpenAll(sealer.Seal(lookalike, Scope), Scope).Value!.Value.GetRawText().ShouldBe(lookalike.GetRawText());
    }

    [Fact]
    public void Mask_without_a_secret_gives_the_same_element()
    {
        var value = Json("""{ "a": 1 }""");

        Sealer.Mask(value).ShouldBe(value);
    }

    [Fact]
    public void Fingerprint_depends_on_bytes_scope_and_key()
    {
        var print = sealer.Fingerprint("a"u8, Scope);

        NewSealer().Fingerprint("a"u8, Scope).ShouldBe(print);
        sealer.Fingerprint("b"u8, Scope).ShouldNotBe(print);
        sealer.Fingerprint("a"u8, "other").ShouldNotBe(print);
        new Sealer(SecretKeyRing.FromKeys(Key(2))).Fingerprint("a"u8, Scope).ShouldNotBe(print);
    }

    [Fact]
    public void Fingerprint_is_known_again_with_an_older_key()
    {
        var print = new Sealer(SecretKeyRing.FromKeys(Key(2))).Fingerprint("a"u8, Scope);
        var changed = new Sealer(SecretKeyRing.FromKeys(Key(3), Key(2)));

        changed.IsFingerprint(print, "a"u8, Scope).ShouldBeTrue();
        changed.IsFingerprint(print, "b"u8, Scope).ShouldBeFalse();
        changed.IsFingerprint(print, "a"u8, "other").ShouldBeFalse();
        new Sealer(SecretKeyRing.FromKeys(Key(3))).IsFingerprint(print, "a"u8, Scope).ShouldBeFalse();
    }

    static JsonElement Envelope(string text) => Json($$"""{"$sealed":{{JsonSerializer.Serialize(text)}}}""");
}
