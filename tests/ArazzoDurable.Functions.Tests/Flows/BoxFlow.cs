using ArazzoDurable.Functions.TestHub;
using ArazzoDurable.Functions.Tests.Asking;

namespace ArazzoDurable.Functions.Tests.Flows;

/// <summary>A flow that makes a box and polls until it runs.</summary>
static class BoxFlow
{
    /// <summary>Stores it, and gives its id.</summary>
    public static Task<string> PutAsync(FunctionsApp app) => app.PutFlowAsync(Read("boxes.arazzo.yaml"), ("boxes", Read("boxes.openapi.yaml")));

    /// <summary>Stores it as made for a server, and gives its id.</summary>
    public static Task<string> PutAsync(FunctionsApp app, Uri server) =>
        app.PutFlowAsync(Read("boxes.arazzo.yaml"), ("boxes", Read("boxes.openapi.yaml").Replace("http://boxes.invalid/v1", server.AbsoluteUri, StringComparison.Ordinal)));

    /// <summary>Asks for a run.</summary>
    /// <param name="app">The app.</param>
    /// <param name="flowId">The flow.</param>
    /// <param name="server">Where its boxes are made.</param>
    /// <param name="interval">How long it waits before the first poll, in seconds; the next waits are as long.</param>
    /// <param name="more">Further members of the request.</param>
    /// <param name="headers">Further headers of the request.</param>
    public static Task<Answer> SubmitAsync(
        FunctionsApp app, string flowId, Uri server, double interval = 0, string more = "", params (string Name, string Value)[] headers) =>
        app.PostAsync("api/runs", $$$"""
            {"flowId": "{{{flowId}}}", "inputs": [{"name": "one", "token": "s3cret-7f3a"}],
             "overrides": {"servers": {"boxes": "{{{server}}}"}, "polling": {"interval": {{{interval}}}, "factor": 1} }{{{more}}} }
            """, headers);

    static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases", name));
}
