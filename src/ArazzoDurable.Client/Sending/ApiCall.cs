using System.Collections.Immutable;

namespace ArazzoDurable.Client.Sending;

/// <summary>A request to the API, from which a message is made for every time that it is sent.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path below the root of the API, with the query.</param>
sealed record ApiCall(HttpMethod Method, string Path)
{
    const string KeyHeader = "x-functions-key";

    /// <summary>Makes the body. Its length is known.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>The headers besides the key.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether to send it twice comes to the same as to send it once.</summary>
    public bool IsRepeatable { get; init; }

    public static ApiCall Get(string path) => new(HttpMethod.Get, path) { IsRepeatable = true };

    public static ApiCall Post(string path, byte[] json) => new(HttpMethod.Post, path) { Content = () => JsonBody.Of(json) };

    public ApiCall With(string header, string value) => this with { Headers = Headers.Add(KeyValuePair.Create(header, value)) };

    /// <summary>A call without a body that still tells its length: some hosts refuse a POST that does not.</summary>
    public static ApiCall Post(string path) => new(HttpMethod.Post, path) { Content = () => new ByteArrayContent([]) };

    public HttpRequestMessage ToMessage(Uri root, string? key)
    {
        var message = new HttpRequestMessage(Method, new Uri(root, Path));
        message.Content = Content?.Invoke();
        foreach (var (name, value) in Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        if (key is not null)
            message.Headers.TryAddWithoutValidation(KeyHeader, key);
        return message;
    }
}
