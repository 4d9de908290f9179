namespace ArazzoDurable.Http.Tests.OpenApi;

/// <summary>Holds answers to what the API's own description says of them.</summary>
static class AnswerContract
{
    static readonly DescribedAnswers Described = new(DescribedApi.Own, mayHaveOtherHeaders: false);

    /// <summary>Gives the answer back when it is as described.</summary>
    public static ApiResponse Check(ApiRequest request, ApiResponse response)
    {
        Described.Check(new GivenAnswer(
            request.Method, request.Url.AbsolutePath, response.Status, response.ContentType, [.. response.Headers.Select(header => header.Key)],
            response.Streamed is null ? response.Body : null));
        return response;
    }

    /// <summary>Holds a block of a stream of events to the description of events.</summary>
    public static void CheckEvent(string block) => Described.CheckEvent(block);
}
