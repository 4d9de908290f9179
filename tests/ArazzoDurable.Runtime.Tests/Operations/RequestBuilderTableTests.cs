using System.Text;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Tests.Operations;

public sealed class RequestBuilderTableTests
{
    public static TheoryData<string> Parameters() => RequestCase.Names("parameters.yaml");

    public static TheoryData<string> Bodies() => RequestCase.Names("bodies.yaml");

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Parameters_are_spelled_as_the_table_says(string name)
    {
        var expected = RequestCase.Named("parameters.yaml", name);
        if (expected.Text("problem") is { } problem)
        {
            expected.Build().ShouldBeOfType<RequestProblem>().Code.ShouldBe(problem);
            return;
        }
        var call = expected.Build().ShouldBeOfType<HttpCall>();
        call.Uri.AbsoluteUri.ShouldBe("https://api.test/v1" + expected.Text("url"));
        call.Headers.ShouldBe(expected.Headers);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Body_is_sent_as_the_table_says(string name)
    {
        var expected = RequestCase.Named("bodies.yaml", name);
        if (expected.Text("problem") is { } problem)
        {
            var refused = expected.Build().ShouldBeOfType<RequestProblem>();
            refused.Code.ShouldBe(problem);
            refused.Message.ShouldBe(expected.Text("message") ?? refused.Message);
            return;
        }
        var call = expected.Build().ShouldBeOfType<HttpCall>();
        var sent = call.Body.ShouldNotBeNull().ToArray();
        if (expected.Text("sentBase64") is { } bytes)
            Convert.ToBase64String(sent).ShouldBe(bytes);
        else
            WithoutBoundary(call, Encoding.UTF8.GetString(sent), expected).ShouldBe(expected.Text("sent"));
        WithoutBoundary(call, call.ContentType!, expected).ShouldBe(expected.Text("type"));
    }

    /// <summary>A boundary that a case writes as <c>BOUNDARY</c> may be any.</summary>
    static string WithoutBoundary(HttpCall call, string text, RequestCase expected) => expected.Text("type")!.EndsWith("boundary=BOUNDARY", StringComparison.Ordinal)
        ? text.Replace(call.ContentType!.Split("boundary=")[1], "BOUNDARY", StringComparison.Ordinal)
        : text;
}
