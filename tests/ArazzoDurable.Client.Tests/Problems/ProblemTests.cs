using ArazzoDurable.Client.Flows;
using ArazzoDurable.Client.Problems;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Client.Tests.Fakes;

namespace ArazzoDurable.Client.Tests.Problems;

public sealed class ProblemTests
{
    [Fact]
    public async Task Every_mistake_in_a_request_is_told()
    {
        var exception = await RefusalAsync(400, "application/problem+json", Json.Problem(400, "invalid-value", "'top' is wrong.", """
            , "errors": [{"code": "invalid-value", "message": "'top' is wrong.", "parameter": "top"}, {"code": "missing-value", "message": "'inputs' is missing.", "pointer": "/inputs"}]
            """));

        (exception.Status, exception.Code, exception.Detail).ShouldBe((400, "invalid-value", "'top' is wrong."));
        exception.Errors.ShouldBe([new ApiError("invalid-value", "'top' is wrong.", Parameter: "top"), new ApiError("missing-value", "'inputs' is missing.", "/inputs")]);
        exception.Message.ShouldBe("'top' is wrong.\n/inputs: 'inputs' is missing.");
    }

    [Fact]
    public async Task Diagnostics_of_a_flow_are_told_as_compilers_do()
    {
        var exception = await RefusalAsync(422, "application/problem+json; charset=utf-8", Json.Problem(422, "invalid-flow", "The flow has errors.", """
            , "diagnostics": [
              {"severity": "error", "code": "unknown-step", "message": "There is no step 'b'.", "hint": "Did you mean 'a'?", "pointer": "/workflows/0", "line": 3, "column": 5},
              {"severity": "warning", "code": "odd", "message": "Odd.", "source": "boxes", "pointer": "/info"}]
            """));

        exception.Diagnostics.Length.ShouldBe(2);
        exception.Diagnostics[0].ShouldBe(new FlowDiagnostic("error", "unknown-step", "There is no step 'b'.", "Did you mean 'a'?", null, "/workflows/0", 3, 5));
        exception.Message.ShouldBe("The flow has errors.\narazzo:3:5: error unknown-step: There is no step 'b'. Did you mean 'a'?\nboxes:/info: warning odd: Odd.");
    }

    [Fact]
    public async Task Long_list_is_cut_and_counted()
    {
        var errors = string.Join(", ", Enumerable.Range(0, 12).Select(number => $$"""{"code": "c", "message": "m{{number}}", "pointer": "/{{number}}"}"""));

        var exception = await RefusalAsync(422, "application/problem+json", Json.Problem(422, "invalid-inputs", "No.", $", \"errors\": [{errors}]"));

        exception.Errors.Length.ShouldBe(12);
        exception.Message.ShouldEndWith("/9: m9\n… and 2 more");
    }

    [Theory]
    [InlineData(502, "text/html", "<html>\n <h1>Bad\u001b[31m   Gateway</h1></html>", "POST /api/runs was answered with 502 Bad Gateway. The answer is not of this API: <html> <h1>Bad [31m Gateway</h1></html>")]
    [InlineData(403, "text/plain", "", "POST /api/runs was answered with 403 Forbidden. The answer has no body.")]
    [InlineData(400, "application/json", "{\"error\": 1}", "POST /api/runs was answered with 400 Bad Request. The answer is not of this API: {\"error\": 1}")]
    [InlineData(400, "application/problem+json", "{", "POST /api/runs was answered with 400 Bad Request. The answer is not of this API: {")]
    public async Task Answer_of_something_else_is_told_in_brief(int status, string type, string body, string message)
    {
        var exception = await RefusalAsync(status, type, body);

        exception.Code.ShouldBe($"http-{status}");
        exception.Message.ShouldBe(message);
    }

    [Fact]
    public async Task Page_of_a_proxy_is_cut()
    {
        (await RefusalAsync(500, "text/html", new string('x', 100_000))).Message.Length.ShouldBeLessThan(400);
    }

    [Fact]
    public async Task Problem_of_another_server_is_told_without_a_code()
    {
        var exception = await RefusalAsync(409, "application/problem+json", """{"title": "Conflict"}""");

        (exception.Code, exception.Message).ShouldBe(("http-409", "Conflict"));
    }

    [Theory]
    [InlineData("<html>Sign in</html>")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task Success_that_is_no_answer_of_the_api_is_told(string body)
    {
        var server = new ScriptedServer().ThenJson(200, body, "text/html");

        var exception = await Should.ThrowAsync<ArazzoApiException>(() => server.Client().GetRunAsync("r"));

        exception.Code.ShouldBe(ArazzoApiException.UnreadableAnswer);
        exception.Message.ShouldStartWith("The server's answer to GET /api/runs/r is not what was expected: ");
        exception.Message.ShouldEndWith("Is this the server's URL?");
    }

    static async Task<ArazzoApiException> RefusalAsync(int status, string type, string body)
    {
        var answer = ScriptedServer.Answer(status, body, "text/plain");
        answer.Content.Headers.Remove("Content-Type");
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        var client = new ScriptedServer().Then(answer).Client();
        return await Should.ThrowAsync<ArazzoApiException>(() => client.SubmitRunAsync(new SubmitRequest("sha256:00")));
    }
}
