using System.Globalization;
using System.Text.Json;
using ArazzoDurable.Client.Blobs;
using ArazzoDurable.Client.Flows;
using ArazzoDurable.Client.Runs;
using ArazzoDurable.Client.Sending;
using ArazzoDurable.Client.Watching;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Items;
using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Client;

/// <summary>
/// A client of the HTTP API: stores flows, submits runs, waits for them, watches and commands them. Safe for use by any number of threads.
/// <para>
/// What the server refuses is an <see cref="ArazzoApiException"/>. A failure of the network, or of a proxy that says to come later, is
/// overcome by asking again where that is safe; what is left of it is an <see cref="HttpRequestException"/>, or a
/// <see cref="TimeoutException"/> after <see cref="HttpClient.Timeout"/>.
/// </para>
/// </summary>
public sealed class ArazzoClient
{
    /// <summary>How many entries of a listing are asked for at once when nobody says.</summary>
    public const int DefaultPageSize = 50;

    readonly ApiSender sender;
    readonly RpcSender rpc;
    readonly RunWaiter waiter;
    readonly RunWatcher watcher;

    /// <summary>Makes a client.</summary>
    /// <param name="http">
    /// Carries the calls; never disposed of. Its <see cref="HttpClient.BaseAddress"/> is the server's root, such as
    /// <c>http://127.0.0.1:7071</c>, with or without a path before the API's and with or without the API's own <c>/api</c>.
    /// </param>
    /// <param name="options">How calls are made; null: as the defaults say.</param>
    /// <exception cref="ArgumentException">The base address is missing, or none of an HTTP server.</exception>
    public ArazzoClient(HttpClient http, ArazzoClientOptions? options = null)
    {
        options ??= new ArazzoClientOptions();
        sender = new ApiSender(http, options);
        rpc = new RpcSender(sender);
        waiter = new RunWaiter(http, sender, options);
        watcher = new RunWatcher(sender, options);
    }

    /// <summary>
    /// Makes a handler that follows no redirects, for the <see cref="HttpClient"/> of a client: one that does carries the key and what is
    /// submitted wherever an answer says. Connections are renewed after 5 minutes, so that a server may move to another address.
    /// </summary>
    public static SocketsHttpHandler CreateHandler() => new() { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    /// <summary>Stores a flow. To store it again changes nothing, and gives the same id.</summary>
    /// <param name="upload">The flow.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArazzoApiException"><c>invalid-flow</c>: the flow has errors, and was not stored; its diagnostics say which.</exception>
    public Task<StoredFlow> PutFlowAsync(FlowUpload upload, CancellationToken cancellationToken = default) =>
        sender.AskAsync(new ApiCall(HttpMethod.Post, "flows") { Content = upload.ToContent, IsRepeatable = true }, ClientJson.Default.StoredFlow, cancellationToken);

    /// <summary>A flow as one JSON object: its description and sources.</summary>
    /// <param name="flowId">The flow, with or without <c>sha256:</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArazzoApiException"><c>unknown-flow</c>: there is none of this id.</exception>
    public Task<JsonElement> GetFlowAsync(string flowId, CancellationToken cancellationToken = default) =>
        sender.AskAsync(ApiCall.Get($"flows/{ApiRoot.Segment(flowId)}"), ClientJson.Default.JsonElement, cancellationToken);

    /// <summary>All flows, in the order of their ids.</summary>
    /// <param name="pageSize">How many are asked for at once; 1 to 200.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<FlowSummary> ListFlowsAsync(int pageSize = DefaultPageSize, CancellationToken cancellationToken = default) => Paging.FollowAsync(
        sender,
        token => ApiCall.Get("flows" + RunCalls.Query([string.Create(CultureInfo.InvariantCulture, $"top={pageSize}"), RunCalls.Escaped("continuationToken", token)])),
        ClientJson.Default.FlowListing,
        page => ((IReadOnlyList<FlowSummary>)page.Flows, page.ContinuationToken),
        cancellationToken);

    /// <summary>
    /// Starts a run, and waits for it if the request says so. The run's id is known before the waiting begins, so that no lost
    /// connection loses the run. The activity that is current becomes the parent of the run's.
    /// </summary>
    /// <param name="request">The run.</param>
    /// <param name="cancellationToken">Gives up; a run that has begun goes on.</param>
    /// <returns>How the run stands; with the results when it was waited for.</returns>
    /// <exception cref="ArazzoApiException">The submit was refused: <c>unknown-flow</c>, <c>invalid-inputs</c> and others.</exception>
    /// <exception cref="ArgumentException">The request asks for what the API does not take.</exception>
    public async Task<RunStatus> SubmitRunAsync(SubmitRequest request, CancellationToken cancellationToken = default)
    {
        RunWaiter.Check(request.Timeout);
        var accepted = await sender.AskAsync(RunCalls.Submit(request), RuntimeJson.Default.RunStatus, cancellationToken).ConfigureAwait(false);
        return request.Wait
            ? await waiter.WaitAsync(accepted.RunId, new RunQuery { Timeout = request.Timeout, IncludeResults = true }, cancellationToken).ConfigureAwait(false)
            : accepted;
    }

    /// <summary>How a run stands.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="query">What to tell, and whether to wait; null: at once and without results.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArazzoApiException"><c>unknown-run</c>: there is none of this id.</exception>
    public Task<RunStatus> GetRunAsync(string runId, RunQuery? query = null, CancellationToken cancellationToken = default) => query is { Wait: true }
        ? waiter.WaitAsync(runId, query, cancellationToken)
        : sender.AskAsync(RunCalls.Get(runId, query ?? new RunQuery()), RuntimeJson.Default.RunStatus, cancellationToken);

    /// <summary>Waits for the end of a run, however long it takes; a server that is away meanwhile is waited for too.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Gives up; the run goes on.</param>
    /// <returns>How it ended, with the results in the order of the inputs.</returns>
    /// <exception cref="ArazzoApiException"><c>unknown-run</c>: there is none of this id.</exception>
    public Task<RunStatus> WaitForRunAsync(string runId, CancellationToken cancellationToken = default) =>
        waiter.WaitAsync(runId, new RunQuery { Wait = true, IncludeResults = true }, cancellationToken);

    /// <summary>Has a run make no more calls and end. One that is cancelled already is left so.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it stands now; it may still be <c>running</c> while calls in flight come back.</returns>
    /// <exception cref="ArazzoApiException"><c>unknown-run</c>; <c>wrong-state</c>: it has ended otherwise.</exception>
    public Task<RunStatus> CancelRunAsync(string runId, CancellationToken cancellationToken = default) =>
        CommandAsync(runId, "cancel", isRepeatable: true, cancellationToken);

    /// <summary>Has a run make no calls until it is resumed. One that is suspended already is left so.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it stands now.</returns>
    /// <exception cref="ArazzoApiException"><c>unknown-run</c>; <c>wrong-state</c>: it has ended, or is being cancelled.</exception>
    public Task<RunStatus> SuspendRunAsync(string runId, CancellationToken cancellationToken = default) =>
        CommandAsync(runId, "suspend", isRepeatable: true, cancellationToken);

    /// <summary>Has a suspended run go on. One that is not suspended is left as it is.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it stands now.</returns>
    /// <exception cref="ArazzoApiException"><c>unknown-run</c>; <c>wrong-state</c>: it has ended, or is being cancelled.</exception>
    public Task<RunStatus> ResumeRunAsync(string runId, CancellationToken cancellationToken = default) =>
        CommandAsync(runId, "resume", isRepeatable: true, cancellationToken);

    /// <summary>Has the failed and cancelled items of a run that has ended walked again, each from the step that failed. Never sent twice.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it stands now.</returns>
    /// <exception cref="ArazzoApiException"><c>unknown-run</c>; <c>wrong-state</c>: it has not ended, or every item succeeded.</exception>
    public Task<RunStatus> RerunAsync(string runId, CancellationToken cancellationToken = default) =>
        CommandAsync(runId, "rerun", isRepeatable: false, cancellationToken);

    /// <summary>Has all that is kept of a run that has ended removed. Never sent twice: the second time there is no such run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArazzoApiException"><c>unknown-run</c>; <c>wrong-state</c>: it has not ended.</exception>
    public Task PurgeRunAsync(string runId, CancellationToken cancellationToken = default) =>
        sender.TellAsync(new ApiCall(HttpMethod.Delete, RunCalls.Path(runId)), cancellationToken);

    /// <summary>The runs, newest first, without results.</summary>
    /// <param name="filter">Which; null: all.</param>
    /// <param name="pageSize">How many are asked for at once; 1 to 200.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<RunStatus> ListRunsAsync(RunFilter? filter = null, int pageSize = DefaultPageSize, CancellationToken cancellationToken = default) => Paging.FollowAsync(
        sender,
        token => RunCalls.List(filter ?? new RunFilter(), pageSize, token),
        ClientJson.Default.RunPage,
        page => ((IReadOnlyList<RunStatus>)page.Runs, page.ContinuationToken),
        cancellationToken);

    /// <summary>The items of a run, in the order of the inputs.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="status">Those that stand so; null: all.</param>
    /// <param name="pageSize">How many are asked for at once; 1 to 200.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArazzoApiException"><c>unknown-run</c>: there is none of this id.</exception>
    public IAsyncEnumerable<ItemState> ListItemsAsync(
        string runId, ItemStatus? status = null, int pageSize = DefaultPageSize, CancellationToken cancellationToken = default) => Paging.FollowAsync(
        sender,
        token => RunCalls.Items(runId, status, pageSize, token),
        ClientJson.Default.ItemPage,
        page => ((IReadOnlyList<ItemState>)page.Items, page.ContinuationToken),
        cancellationToken);

    /// <summary>An item of a run, with its visits of steps.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="itemIndex">Which item, from 0 in the order of the submit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArazzoApiException"><c>unknown-run</c>, or the run has no such item.</exception>
    public Task<ItemState> GetItemAsync(string runId, int itemIndex, CancellationToken cancellationToken = default) =>
        sender.AskAsync(RunCalls.Item(runId, itemIndex), ClientJson.Default.ItemState, cancellationToken);

    /// <summary>
    /// Tells what happens in a run, each event once and in order, until the run has ended. A stream that breaks is opened again where it was.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="lastEventId">The id of the last event that is known; null: from the beginning.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArazzoApiException"><c>unknown-run</c>: there is none of this id.</exception>
    public IAsyncEnumerable<WatchedEvent> WatchRunAsync(string runId, string? lastEventId = null, CancellationToken cancellationToken = default) =>
        watcher.WatchAsync(runId, lastEventId, cancellationToken);

    /// <summary>Stores a value under the hash of its content. To store it again changes nothing, and gives the same id.</summary>
    /// <param name="blob">The value.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ArazzoApiException">The value was refused; its code is that of the same problem over REST.</exception>
    public async Task<string> PutBlobAsync(Blob blob, CancellationToken cancellationToken = default)
    {
        var answer = await rpc.CallAsync(
            "blobs/put", new BlobPut(blob.Data, blob.Type), ClientJson.Default.BlobPut, ClientJson.Default.BlobPutAnswer, cancellationToken).ConfigureAwait(false);
        return answer.BlobId;
    }

    /// <summary>A value that was stored.</summary>
    /// <param name="blobId">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArazzoApiException"><c>unknown-blob</c>: there is none of this id.</exception>
    public async Task<Blob> GetBlobAsync(string blobId, CancellationToken cancellationToken = default)
    {
        var answer = await rpc.CallAsync(
            "blobs/get", new BlobGet(blobId), ClientJson.Default.BlobGet, ClientJson.Default.BlobAnswer, cancellationToken).ConfigureAwait(false);
        return new Blob(answer.Data, answer.BlobType);
    }

    Task<RunStatus> CommandAsync(string runId, string command, bool isRepeatable, CancellationToken cancellationToken) =>
        sender.AskAsync(RunCalls.Command(runId, command, isRepeatable), RuntimeJson.Default.RunStatus, cancellationToken);
}
