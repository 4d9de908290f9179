using System.Net;
using System.Net.Sockets;
using ArazzoDurable.Cli.Tests.Protocol;

namespace ArazzoDurable.Cli.Tests.Remote;

/// <summary>What users get wrong with servers: one clear message, the right exit code.</summary>
public sealed class RemoteRefusalTests(RemoteBench bench) : IClassFixture<RemoteBench>
{
    const string Unknown = "fe5e0534-8dd7-875d-824e-a92f63422ffd";
    const string UnknownFlow = "sha256:5589d840a3c69c5d8d4d7b9bd7d23a6ffbae62fd092ba7008118cb9a8c9aefbc";

    [Theory]
    [InlineData("There is no run 'fe5e0534-8dd7-875d-824e-a92f63422ffd'", "get", Unknown)]
    [InlineData("There is no run 'fe5e0534-8dd7-875d-824e-a92f63422ffd'", "get", Unknown, "--wait")]
    [InlineData("There is no run 'fe5e0534-8dd7-875d-824e-a92f63422ffd'", "get", Unknown, "--items")]
    [InlineData("There is no run 'fe5e0534-8dd7-875d-824e-a92f63422ffd'", "get", Unknown, "--item", "0")]
    [InlineData("There is no run 'fe5e0534-8dd7-875d-824e-a92f63422ffd'", "watch", Unknown)]
    [InlineData("There is no run 'fe5e0534-8dd7-875d-824e-a92f63422ffd'", "cancel", Unknown)]
    [InlineData("There is no run 'fe5e0534-8dd7-875d-824e-a92f63422ffd'", "suspend", Unknown)]
    [InlineData("There is no run 'fe5e0534-8dd7-875d-824e-a92f63422ffd'", "resume", Unknown)]
    [InlineData("There is no run 'fe5e0534-8dd7-875d-824e-a92f63422ffd'", "rerun", Unknown)]
    [InlineData("There is no run 'fe5e0534-8dd7-875d-824e-a92f63422ffd'", "purge", Unknown)]
    [InlineData("There is no run '..'", "get", "..")]
    [InlineData("'arazzo push FILE --url ", "submit", UnknownFlow)]
    [InlineData("is neither a file nor the id of a flow", "submit", "none.yaml")]
    [InlineData("The file 'none.yaml' does not exist", "push", "none.yaml")]
    [InlineData("give one of them", "submit", UnknownFlow, "--wait", "--detach")]
    [InlineData("--max-concurrency: 0 is out of range; expected 1 to 256.", "submit", UnknownFlow, "--max-concurrency", "0")]
    [InlineData("--status says which items are listed; add --items.", "get", Unknown, "--status", "failed")]
    [InlineData("--wait tells what came of the whole run", "get", Unknown, "--items", "--wait")]
    [InlineData("On a server one run is resumed: give its id", "resume")]
    [InlineData("--data says where runs of this machine are", "resume", Unknown, "--data", "somewhere")]
    [InlineData("'yesterday' is neither", "runs", "--since", "yesterday")]
    [InlineData("--flow expects the id of a flow", "runs", "--flow", "12")]
    [InlineData("--top expects a number from 1", "runs", "--top", "0")]
    public async Task Wrong_use_is_told_in_a_sentence(string says, params string[] args)
    {
        var (exit, output, error) = await bench.RunAsync(args);

        exit.ShouldBe(2, error);
        output.ShouldBeEmpty();
        error.ShouldStartWith("arazzo: ");
        error.ShouldContain(says);
        error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("{\"name\": \"a\"}\n{\"name\": 7}\n", "line 2 of '", "/name: expected string")]
    [InlineData("{\"name\": \"a\"}\n{\"name\": \"b\n", "line 2 of '", "is not JSON from column ")]
    [InlineData("{\"name\": \"a\"}\n\n[]\n", "line 3 of '", "holds no object")]
    [InlineData("[{\"name\": \"a\"}, {}]", "item 1 of '", "required member 'name' is missing")]
    [InlineData("{\"name\": \"a\"", "items' is not JSON from column 13 on; expected an object with a member for each input, an array", "in each line")]
    public async Task Item_that_is_wrong_is_told_by_its_place_before_anything_is_sent(string items, string place, string problem)
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();
        var (_, flowId, _) = await bench.RunAsync("push", EchoFiles.Write(folder, echo.Url, "echo"));
        var path = folder.Write("items", items);

        var (exit, output, error) = await bench.RunAsync("submit", flowId.Trim(), "--inputs", path);

        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain(place);
        error.ShouldContain(problem);
        (await bench.RunAsync("runs", "--flow", flowId.Trim())).Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Flow_with_errors_is_told_with_its_lines_and_not_sent()
    {
        var (exit, output, error) = await bench.RunAsync("push", Arazzo.Document("wrong.arazzo.yaml"));
        exit.ShouldBe(1);
        output.ShouldBeEmpty();
        error.ShouldContain("wrong.arazzo.yaml:8:");
        error.ShouldContain("nothing was sent");
    }

    [Fact]
    public async Task Flow_of_several_workflows_is_stored_and_asks_which_to_run()
    {
        await using var echo = await EchoServer.StartAsync();
        using var folder = new TemporaryFolder();
        var (exit, flowId, error) = await bench.RunAsync("push", EchoFiles.Write(folder, echo.Url, "one", "two"));
        exit.ShouldBe(0, error);

        var unsaid = await bench.RunAsync("submit", flowId.Trim(), "-i", "name=a");
        unsaid.ExitCode.ShouldBe(2);
        unsaid.Error.ShouldContain("'one', 'two'");
        (await bench.RunAsync("submit", flowId.Trim(), "-i", "name=a", "--workflow", "two", "--wait")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData(null, "wants a key; give it with --api-key KEY or in the environment variable ARAZZO_API_KEY")]
    [InlineData("another", "does not take the API key that was given")]
    public async Task Key_that_is_missing_or_wrong_is_told(string? key, string says)
    {
        string[] args = ["runs", "--url", bench.Url.ToString(), .. key is null ? [] : (string[])["--api-key", key]];
        var (exit, _, error) = await Arazzo.RunAsync(args);
        exit.ShouldBe(2);
        error.ShouldContain(says);
        error.ShouldNotContain("another");
    }

    [Fact]
    public async Task Missing_server_is_told_at_once_with_its_url_and_how_to_start_one()
    {
        var url = $"http://127.0.0.1:{FreePort()}/";
        foreach (var command in (string[][])[["runs"], ["get", Unknown, "--wait"], ["watch", Unknown], ["cancel", Unknown]])
        {
            var (exit, _, error) = await Arazzo.RunAsync([KeyValuePair.Create("ARAZZO_URL", url)], command);
            exit.ShouldBe(2);
            error.ShouldContain($"No server answers at {url}: ");
            error.ShouldContain("arazzo serve");
        }
    }

    [Theory]
    [InlineData("localhost:7071")]
    [InlineData("ftp://localhost")]
    [InlineData("http://me:canary@localhost")]
    [InlineData("http://localhost?code=canary")]
    public async Task Url_of_no_server_is_refused_unquoted(string url)
    {
        var (exit, _, error) = await Arazzo.RunAsync("runs", "--url", url);
        exit.ShouldBe(2);
        error.ShouldContain("--url expects the URL of a server, such as http://127.0.0.1:7071");
        error.ShouldNotContain("canary");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
