using ArazzoDurable.Client.Tests.Fakes;

namespace ArazzoDurable.Client.Tests.Sending;

public sealed class BaseAddressTests
{
    [Theory]
    [InlineData("http://h:7071", "/api/runs/r")]
    [InlineData("http://h:7071/", "/api/runs/r")]
    [InlineData("http://h:7071/api", "/api/runs/r")]
    [InlineData("http://h:7071/api/", "/api/runs/r")]
    [InlineData("https://h/lab", "/lab/api/runs/r")]
    [InlineData("https://h/lab/api/", "/lab/api/runs/r")]
    [InlineData("https://h/graphapi", "/graphapi/api/runs/r")]
    public async Task Api_is_found_below_any_root(string root, string path)
    {
        var server = new ScriptedServer().ThenJson(200, Json.Run());

        await server.Client(root: root).GetRunAsync("r");

        server.Lines.ShouldBe([$"GET {path}"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://h/?code=secret")]
    public void Other_addresses_are_refused_and_their_query_is_not_told(string? root)
    {
        using var http = new HttpClient(new ScriptedServer().Handler);
        http.BaseAddress = root is null ? null : new Uri(root);

        var exception = Should.Throw<ArgumentException>(() => new ArazzoClient(http));

        exception.Message.ShouldStartWith("The HttpClient needs a BaseAddress");
        exception.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Id_that_would_change_the_path_is_refused(string id)
    {
        var client = new ScriptedServer().Client();

        await Should.ThrowAsync<ArgumentException>(async () => await client.GetRunAsync(id));
    }

    [Fact]
    public async Task Id_is_escaped()
    {
        var server = new ScriptedServer().ThenJson(200, Json.Run());

        await server.Client().CancelRunAsync("a/b?c");

        server.Lines.ShouldBe(["POST /api/runs/a%2Fb%3Fc/cancel"]);
    }
}
