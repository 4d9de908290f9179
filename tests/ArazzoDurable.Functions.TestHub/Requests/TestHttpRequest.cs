using System.Security.Claims;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace ArazzoDurable.Functions.TestHub.Requests;

/// <summary>A request as the worker hands it to a function.</summary>
/// <param name="context">The context of the invocation.</param>
/// <param name="method">The method.</param>
/// <param name="url">The URL as the client sees it.</param>
/// <param name="headers">The headers, each once.</param>
/// <param name="body">The body.</param>
sealed class TestHttpRequest(FunctionContext context, string method, Uri url, IEnumerable<KeyValuePair<string, string>> headers, byte[] body) : HttpRequestData(context)
{
    public override Stream Body { get; } = new MemoryStream(body, writable: false);

    public override HttpHeadersCollection Headers { get; } = new(headers);

    public override IReadOnlyCollection<IHttpCookie> Cookies => [];

    public override Uri Url => url;

    public override IEnumerable<ClaimsIdentity> Identities => [];

    public override string Method => method;

    public override HttpResponseData CreateResponse() => new TestHttpResponse(FunctionContext);
}
