using System.Text;
using System.Text.Json.Nodes;

namespace ArazzoDurable.Cli.Tests.FoundingApi;

/// <summary>What a request is told.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON body.</param>
/// <param name="NotYet">Whether the client should ask again.</param>
sealed record Reply(int Status, byte[] Body, bool NotYet = false)
{
    internal static Reply Of(JsonObject body, bool notYet = false) => new(200, Bytes(body), notYet);

    internal static Reply Refused(int status, string message, bool notYet = false) =>
        new(status, Bytes(new JsonObject { ["message"] = message }), notYet);

    internal static Reply NotFound { get; } = Refused(404, "Not found.");

    static byte[] Bytes(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());
}
