using System.Diagnostics;
using ArazzoDurable.Runtime.Observability;

namespace ArazzoDurable.Runtime.Tests.Observability;

/// <summary>Listens to the runner's spans, and keeps them in the order of their ends.</summary>
sealed class SpanRecorder : IDisposable
{
    readonly List<Activity> spans = [];
    readonly ActivityListener listener;

    public SpanRecorder(ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public Activity Submit => spans.Single(span => span.OperationName == Telemetry.SubmitSpanName);

    public IReadOnlyList<Activity> Steps => [.. spans.Where(span => span.OperationName == Telemetry.StepSpanName)];

    /// <summary>All that the spans tell, as one text.</summary>
    public string Told => string.Join('\n', spans.SelectMany(span => span.TagObjects.Concat(span.Events.SelectMany(happened => happened.Tags))
        .Select(tag => $"{tag.Key}={tag.Value}").Append(span.StatusDescription)));

    public void Dispose() => listener.Dispose();
}
