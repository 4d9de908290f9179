using System.Net;
using ArazzoDurable.Functions.Storage;
using ArazzoDurable.Functions.Storage.Blobs;

namespace ArazzoDurable.Functions.Tests.Storage;

/// <summary>A Blob Storage that answers what a test has written down, one answer a request.</summary>
sealed class ScriptedBlobs : HttpMessageHandler
{
    internal const string ConnectionString = "DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=MDEyMzQ1Njc4OWFiY2RlZg==";

    readonly Queue<Func<HttpRequestMessage, HttpResponseMessage>> answers = new();

    /// <summary>What was asked: method, path and query.</summary>
    public List<string> Asked { get; } = [];

    public List<HttpRequestMessage> Requests { get; } = [];

    public PatientTime Time { get; } = new();

    public ScriptedBlobs Answers(int status, string? code = null, string body = "", params (string Name, string Value)[] headers) =>
        Answers(_ => Answer(status, code, body, headers));

    public ScriptedBlobs Answers(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    public ScriptedBlobs Fails(Exception exception) => Answers(_ => throw exception);

    public BlobContainer Container(StorageConnection? connection = null) =>
        new(connection ?? StorageConnection.FromConnectionString("ARAZZO_STORAGE", ConnectionString), "box", Time, this);

    public static HttpResponseMessage Answer(int status, string? code = null, string body = "", params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        response.Content.Headers.ContentLength = body.Length;
        response.Headers.TryAddWithoutValidation("x-ms-request-id", "req-1");
        foreach (var (name, value) in code is null ? headers : [.. headers, ("x-ms-error-code", code)])
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        Asked.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        return Task.FromResult(answers.Dequeue()(request));
    }
}
