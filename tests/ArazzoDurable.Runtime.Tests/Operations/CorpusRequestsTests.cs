using System.Text;
using ArazzoDurable.Language.Expressions;
using ArazzoDurable.Runtime.Flows;
using ArazzoDurable.Runtime.Operations;
using ArazzoDurable.Runtime.Plans;

namespace ArazzoDurable.Runtime.Tests.Operations;

/// <summary>Builds the request of every step of real documents.</summary>
public sealed class CorpusRequestsTests
{
    /// <summary>The requests that cannot be built, and should not be.</summary>
    static readonly string[] Refused =
    [
        // The workflow has no input 'username'.
        "arazzoMock-user-single-workflow-multiple-step.json getAUser missing-parameter",
        // The step 'createAUser' has no output 'username'.
        "arazzoMock-user-with-successCriteria-and-onSuccess-set-to-end.json getAUser missing-parameter",
        "arazzoMock-user-with-successCriteria-and-onSuccess-set-to-goto-non-existant-sourceDescription-workflow.json getAUser missing-parameter",
        "arazzoMock-user-with-successCriteria-and-onSuccess-set-to-goto-non-existant-step.json getAUser missing-parameter",
        "arazzoMock-user-with-successCriteria-and-onSuccess-set-to-goto-non-existant-workflow.json getAUser missing-parameter",
    ];

    [CorpusFact]
    public async Task RealDocuments_give_a_request_for_every_step_whose_operation_is_there()
    {
        var refused = new List<string>();
        var count = 0;
        foreach (var file in Corpus.RealDocuments().Concat(Corpus.ArazzoRunnerDocuments()))
        {
            var built = await BuildAsync(file);
            count += built.Count;
            refused.AddRange(built.Where(pair => pair.Request is RequestProblem)
                .Select(pair => $"{Path.GetFileName(file)} {pair.Step.StepId} {((RequestProblem)pair.Request).Code}"));
        }
        refused.ShouldBe(Refused, ignoreOrder: true);
        count.ShouldBe(551);
    }

    [CorpusTheory]
    [InlineData("batch-job", "uploadInput", "batchInputFile")]
    [InlineData("fine-tuning-job", "uploadTrainingFile", "trainingFile")]
    [InlineData("upload-and-verify-file", "uploadFile", "file")]
    [InlineData("vector-store-ingest-file", "uploadFile", "file")]
    [InlineData("transcribe-then-summarize", "transcribe", "audioFile")]
    public async Task Upload_of_a_real_document_sends_a_file(string name, string step, string input)
    {
        const string Lines = "{\"custom_id\": \"1\"}\n{\"custom_id\": \"é\"}\n";
        byte[] bytes = [0x49, 0x44, 0x33, 0, 0xff, 0xfb];
        var file = Path.Combine("api-evangelist", "openai", "arazzo", $"openai-{name}-workflow.yml");

        await SendsAsync(Lines, "file", "application/octet-stream", Encoding.UTF8.GetBytes(Lines));
        await SendsAsync(FileValue.ToDataUrl(bytes, "audio/mpeg", "talk one.mp3"), "talk one.mp3", "audio/mpeg", bytes);
        await SendsAsync(Convert.ToBase64String([.. bytes, 1]), "file", "application/octet-stream", [.. bytes, 1]);

        async Task SendsAsync(string value, string fileName, string type, byte[] content)
        {
            var call = (await BuildAsync(file, (input, value))).Single(built => built.Step.StepId == step).Request.ShouldBeOfType<HttpCall>();
            call.ContentType.ShouldNotBeNull().ShouldStartWith("multipart/form-data; boundary=");
            byte[] part = [.. Encoding.UTF8.GetBytes($"\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{fileName}\"\r\nContent-Type: {type}\r\n\r\n"), .. content, .. "\r\n--"u8];
            call.Body.ShouldNotBeNull().Span.IndexOf(part).ShouldBeGreaterThan(0);
        }
    }

    static async Task<List<(StepPlan Step, BuiltRequest Request)>> BuildAsync(string file, (string, string)? input = null)
    {
        var result = await FlowBundler.BundleAsync(Corpus.Path(file), BundleOptions.Default, CancellationToken.None);
        if (result.Bundle is not { } bundle)
            return [];
        var plan = FlowCompiler.Compile(bundle, null);
        return
        [
            .. plan.Workflows.SelectMany(workflow => workflow.Steps
                .Where(step => step.Work is StepWork.Call)
                .Select(step => Build(step, (StepWork.Call)step.Work, new GeneratedContext(bundle.Description, plan, workflow, input)))),
        ];
    }

    static (StepPlan Step, BuiltRequest Request) Build(StepPlan step, StepWork.Call work, GeneratedContext context)
    {
        var parameters = step.Parameters.Select(parameter => new ParameterValue(parameter.Name, parameter.In, (parameter.Value.Evaluate(context) as TemplateResult.Value)?.Json));
        var filled = work.Body?.Text?.Evaluate(context) ?? work.Body?.Payload?.Evaluate(context);
        if (filled is TemplateResult.Invalid invalid)
            return (step, new RequestProblem("invalid-body", invalid.Reason));
        var body = (filled as TemplateResult.Value)?.Json;
        return (step, RequestBuilder.Build(work.Operation, ServerOverrides.None, parameters, body, work.Body?.ContentType));
    }
}
