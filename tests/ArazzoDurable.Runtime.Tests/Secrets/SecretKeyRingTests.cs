using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Tests.Secrets;

public sealed class SecretKeyRingTests
{
    [Fact]
    public void TryParse_several_keys_takes_the_first_as_current()
    {
        SecretKeyRing.TryParse($"{Secret.KeyText(1)}, {Secret.KeyText(2)}", out var ring, out var error).ShouldBeTrue();

        error.ShouldBeNull();
        ring.KeyIds.ShouldBe([SecretKeyRing.FromKeys(Secret.Key(1)).KeyIds[0], SecretKeyRing.FromKeys(Secret.Key(2)).KeyIds[0]]);
    }

    [Fact]
    public void KeyIds_of_a_key_are_eight_hex_digits_and_stable()
    {
        SecretKeyRing.FromKeys(Secret.Key(1)).KeyIds.ShouldBe(["932c2390"]);
    }

    [Theory]
    [InlineData("", "The secret key is empty; expected the base64 of 32 random bytes, as `openssl rand -base64 32` prints it.")]
    [InlineData("no base64!", "The secret key is not base64; expected the base64 of 32 random bytes.")]
    [InlineData("c2hvcnQ=", "The secret key has 5 bytes; expected 32.")]
    [InlineData("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=,", "Secret key 2 of 2 is empty; expected the base64 of 32 random bytes, as `openssl rand -base64 32` prints it.")]
    [InlineData("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=,c2hvcnQ=", "Secret key 2 of 2 has 5 bytes; expected 32.")]
    [InlineData("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=,AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", "The secret key 932c2390 is there 2 times; each key is given once.")]
    public void TryParse_unusable_text_says_what_is_wrong(string text, string expected)
    {
        SecretKeyRing.TryParse(text, out var ring, out var error).ShouldBeFalse();

        ring.ShouldBeNull();
        error.ShouldBe(expected);
    }

    [Fact]
    public void FromKeys_of_another_length_is_refused() =>
        Should.Throw<ArgumentException>(() => SecretKeyRing.FromKeys(new byte[16])).Message.ShouldStartWith("A key has 32 bytes.");
}
