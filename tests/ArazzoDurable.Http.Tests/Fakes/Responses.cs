using System.Text;
using System.Text.Json;

namespace ArazzoDurable.Http.Tests.Fakes;

/// <summary>Looks into answers.</summary>
static class Responses
{
    public static JsonElement Json(this ApiResponse response) => JsonElement.Parse(response.Body.Span);

    public static string Text(this ApiResponse response) => Encoding.UTF8.GetString(response.Body.Span);

    public static string? Header(this ApiResponse response, string name) =>
        response.Headers.Where(header => header.Key == name).Select(header => header.Value).SingleOrDefault();
}
