using System.Text.Json;
using ArazzoDurable.Language.Expressions;

namespace ArazzoDurable.Language.Tests.Expressions;

static class TemplateResultAssertions
{
    public static void ShouldSatisfy(this TemplateResult result, JsonElement @case)
    {
        if (@case.TryGetProperty("value", out var value))
        {
            var made = result.ShouldBeOfType<TemplateResult.Value>();
            Compact(made.Json).ShouldBe(Compact(value));
            made.IsSecret.ShouldBe(@case.TryGetProperty("secret", out _));
        }
        else if (@case.TextOrNull("absent") is { } absent)
        {
            result.ShouldBe(new TemplateResult.Absent(absent));
        }
        else if (@case.TextOrNull("missing") is { } missing)
        {
            result.ShouldBe(new TemplateResult.Missing(missing));
        }
        else
        {
            @case.GetProperty("invalid").GetBoolean().ShouldBeTrue();
            result.ShouldBe(new TemplateResult.Invalid("The payload is not valid JSON after its expressions were filled in."));
        }
    }

    static string Compact(JsonElement value) => JsonSerializer.Serialize(value);
}
