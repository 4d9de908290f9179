using ArazzoDurable.Language.Numbers;

namespace ArazzoDurable.Language.Tests.Numbers;

public sealed class ExactNumberTests
{
    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("-0.0e7", "0")]
    [InlineData("+12e1", "120")]
    [InlineData("0.001", "1e-3")]
    [InlineData("00120", "120")]
    public void Number_is_its_value_and_not_its_spelling(string left, string right) =>
        ExactNumber.Parse(left).ShouldBe(ExactNumber.Parse(right));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData(" 1")]
    [InlineData("0x1")]
    [InlineData("1,5")]
    public void Other_text_is_no_number(string text) => ExactNumber.Parse(text).ShouldBeNull();

    [Fact]
    public void Exponent_of_a_million_digits_is_as_good_as_any_large_one()
    {
        var huge = ExactNumber.Parse("1e" + new string('9', 1_000_000))!.Value;
        huge.CompareTo(ExactNumber.Parse("1e999999999")!.Value).ShouldBe(1);
        huge.ToCount().ShouldBe(int.MaxValue);
        ExactNumber.Parse("1e-" + new string('9', 1_000_000))!.Value.CompareTo(ExactNumber.Parse("1e-999999999")!.Value).ShouldBe(-1);
    }

    [Theory]
    [InlineData("3", "1.5", true)]
    [InlineData("3.1", "1.5", false)]
    [InlineData("1e400", "7", false)]
    [InlineData("7e400", "7", true)]
    [InlineData("0", "9", true)]
    public void Multiple_is_told_exactly(string number, string divisor, bool expected) =>
        ExactNumber.Parse(number)!.Value.IsMultipleOf(ExactNumber.Parse(divisor)!.Value).ShouldBe(expected);
}
