using System.Text.Json;
using ArazzoDurable.Runtime.Secrets;

namespace ArazzoDurable.Runtime.Tests.Secrets;

public sealed class SecretNamesTests
{
    public static TheoryData<string> SecretCases => Cases("secret");

    public static TheoryData<string> ClearCases => Cases("clear");

    [Theory]
    [MemberData(nameof(SecretCases))]
    public void IsTelling_of_a_name_with_a_telling_word_is_true(string name) => SecretNames.IsTelling(name).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(ClearCases))]
    public void IsTelling_of_another_name_is_false(string name) => SecretNames.IsTelling(name).ShouldBeFalse();

    static TheoryData<string> Cases(string kind)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Secrets", "cases", "names.json");
        return [.. JsonElement.Parse(File.ReadAllBytes(file)).GetProperty(kind).EnumerateArray().Select(name => name.GetString()!)];
    }
}
