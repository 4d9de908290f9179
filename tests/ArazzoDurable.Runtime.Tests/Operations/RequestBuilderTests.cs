using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Tests.Operations;

public sealed class RequestBuilderTests
{
    [Theory]
    [InlineData("https://api.test", "https://api.test/a/1")]
    [InlineData("https://api.test/", "https://api.test/a/1")]
    [InlineData("https://api.test/v1/", "https://api.test/v1/a/1")]
    [InlineData("http://127.0.0.1:8080/base", "http://127.0.0.1:8080/base/a/1")]
    public void Server_joins_the_path_with_one_slash(string server, string expected) => Call(server).Uri.AbsoluteUri.ShouldBe(expected);

    [Theory]
    [InlineData("/v1", "relative-server", "The server URL '/v1' of source 'api' is not absolute. Say where to call it with --server api=URL.")]
    [InlineData("v1", "relative-server", "The server URL 'v1' of source 'api' is not absolute. Say where to call it with --server api=URL.")]
    [InlineData("//evil.test", "relative-server", "The server URL '//evil.test' of source 'api' is not absolute. Say where to call it with --server api=URL.")]
    [InlineData("https://{host}/v1", "server-variable", "The server URL 'https://{host}/v1' of source 'api' has a variable without a default. Say where to call it with --server api=URL.")]
    [InlineData("ftp://api.test", "invalid-server", "The server URL of source 'api' has to be http or https, without user, query and fragment. Say where to call it with --server api=URL.")]
    [InlineData("https://user:pass@api.test", "invalid-server", "The server URL of source 'api' has to be http or https, without user, query and fragment. Say where to call it with --server api=URL.")]
    public void Server_that_cannot_be_called_names_the_option(string server, string code, string message) =>
        Build(server).ShouldBe(new RequestProblem(code, message));

    [Theory]
    [InlineData("servers: [{url: 'https://root.test/base'}]", "", "")]
    [InlineData("info: {}", "servers: [{url: 'https://path.test/base'}],", "")]
    [InlineData("info: {}", "", "servers: [{url: 'https://op.test/base'}],")]
    public void Override_replaces_the_whole_server_at_every_level(string root, string path, string own)
    {
        var operation = Apis.Operation($"{{openapi: 3.1.0, {root}, paths: {{/a: {{{path} get: {{{own} operationId: op}}}}}}}}");
        var servers = new ServerOverrides(ImmutableDictionary<string, string>.Empty.Add("api", "http://localhost:9/x"));
        RequestBuilder.Build(operation, servers, [], null, null).ShouldBeOfType<HttpCall>().Uri.AbsoluteUri.ShouldBe("http://localhost:9/x/a");
    }

    [Fact]
    public void Override_of_another_source_changes_nothing()
    {
        var servers = new ServerOverrides(ImmutableDictionary<string, string>.Empty.Add("other", "http://localhost:9"));
        RequestBuilder.Build(Operation("https://api.test"), servers, [Id("1")], null, null).ShouldBeOfType<HttpCall>().Uri.Host.ShouldBe("api.test");
    }

    [Fact]
    public void Problem_names_the_parameter_and_the_operation() =>
        RequestBuilder.Build(Operation("https://api.test"), ServerOverrides.None, [new("id", ParameterPlace.Path, null)], null, null)
            .ShouldBe(new RequestProblem("missing-parameter", "The path parameter 'id' of GET /a/{id} has no value."));

    [Theory]
    [InlineData("X-Token", "s3cret\r\n")]
    [InlineData("Host", "s3cret")]
    public void Problem_never_holds_a_value(string header, string value) =>
        RequestBuilder.Build(Operation("https://api.test"), ServerOverrides.None, [Id("1"), new(header, ParameterPlace.Header, Json(value))], null, null)
            .ShouldBeOfType<RequestProblem>().Message.ShouldNotContain("s3cret");

    [Theory]
    [InlineData("..")]
    [InlineData("../../admin")]
    [InlineData("%2e%2e")]
    [InlineData("//evil.test")]
    [InlineData("@evil.test")]
    [InlineData("\\..\\..")]
    [InlineData("?x=1#y")]
    [InlineData("\ud800")]
    public void PathValue_never_leads_away_from_the_server(string value)
    {
        if (Build("https://api.test/base", value) is HttpCall call)
        {
            call.Uri.Host.ShouldBe("api.test");
            call.Uri.AbsolutePath.ShouldStartWith("/base/a/");
            call.Uri.Segments.Length.ShouldBe(4);
            (call.Uri.Query + call.Uri.Fragment).ShouldBeEmpty();
        }
        else
        {
            value.ShouldBe("..");
        }
    }

    [Fact]
    public void Request_values_are_kept_for_expressions()
    {
        var call = RequestBuilder.Build(Operation("https://api.test"), ServerOverrides.None,
            [Id("a/b"), new("q", ParameterPlace.Query, Apis.Yaml("[1, 2]")), new("X-One", ParameterPlace.Header, Json("v"))], Apis.Yaml("{a: 1.0}"), null)
            .ShouldBeOfType<HttpCall>();
        call.PathValues["id"].GetString().ShouldBe("a/b");
        call.QueryValues["q"].GetRawText().ShouldBe("[1,2]");
        call.Header("x-one").ShouldBe("v");
        call.Header("content-type").ShouldBe("application/json");
        call.Header("none").ShouldBeNull();
        call.Payload.ShouldNotBeNull().GetProperty("a").GetRawText().ShouldBe("1.0");
    }

    [Fact]
    public void ContentType_given_as_a_header_is_that_of_the_body()
    {
        var call = RequestBuilder.Build(Operation("https://api.test"), ServerOverrides.None,
            [Id("1"), new("content-type", ParameterPlace.Header, Json("application/vnd.api+json"))], Apis.Yaml("{a: 1}"), null).ShouldBeOfType<HttpCall>();
        call.ContentType.ShouldBe("application/vnd.api+json");
        call.Headers.ShouldBeEmpty();
    }

    [Fact]
    public void Call_without_body_has_no_content_type()
    {
        var call = Call("https://api.test");
        (call.Body, call.ContentType, call.Payload).ShouldBe((null, null, null));
    }

    [Fact]
    public void Body_parameter_of_1_0_0_is_the_body()
    {
        var call = RequestBuilder.Build(Operation("https://api.test"), ServerOverrides.None, [Id("1"), new("body", ParameterPlace.Body, Apis.Yaml("{a: 1}"))], null, null);
        Encoding.UTF8.GetString(call.ShouldBeOfType<HttpCall>().Body.ShouldNotBeNull().Span).ShouldBe("""{"a":1}""");
    }

    static Operation Operation(string server) =>
        Apis.Operation($"{{openapi: 3.1.0, servers: [{{url: '{server}'}}], paths: {{'/a/{{id}}': {{get: {{operationId: op}}}}}}}}");

    static BuiltRequest Build(string server, string id = "1") => RequestBuilder.Build(Operation(server), ServerOverrides.None, [Id(id)], null, null);

    static HttpCall Call(string server) => Build(server).ShouldBeOfType<HttpCall>();

    static ParameterValue Id(string value) => new("id", ParameterPlace.Path, Json(value));

    static JsonElement Json(string value) => JsonSerializer.SerializeToElement(value);
}
