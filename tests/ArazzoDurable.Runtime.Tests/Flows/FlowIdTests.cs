using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Tests.Flows;

public sealed class FlowIdTests
{
    const string Digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public void Id_of_no_bytes_is_the_known_digest() => FlowId.Of([]).ToString().ShouldBe("sha256:" + Digest);

    [Theory]
    [InlineData("sha256:" + Digest)]
    [InlineData(Digest)]
    [InlineData("SHA256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    public void TryParse_accepts_every_spelling_of_an_id(string text)
    {
        FlowId.TryParse(text, out var id).ShouldBeTrue();
        id.ShouldBe(FlowId.Of([]));
        id.Digest.ShouldBe(Digest);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("sha256:e3b0c4")]
    [InlineData("sha512:" + Digest)]
    [InlineData("sha256:sha256:" + Digest)]
    [InlineData(Digest + "0")]
    [InlineData("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void TryParse_refuses_what_is_no_id(string? text) => FlowId.TryParse(text, out _).ShouldBeFalse();
}
