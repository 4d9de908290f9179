using System.Text.Json;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Runtime.Tests.Walk;

public sealed class JsonLengthTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(4_094)]
    [InlineData(100_000)]
    public void Length_is_that_of_the_text(int length)
    {
        var value = JsonElement.Parse($"{{\"x\":[\"{new string('ü', length)}\",1.50,null]}}");

        JsonLength.Of(value, RuntimeJson.Default.JsonElement)
            .ShouldBe(JsonSerializer.SerializeToUtf8Bytes(value, RuntimeJson.Default.JsonElement).Length);
    }
}
