using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Embedded.Instances;
using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Execution;

/// <summary>What the code of one generation sees of the world.</summary>
sealed class OrchestrationContext : IOrchestrationContext
{
    const int MaxCustomStatusBytes = 16 * 1024;

    readonly InstanceRecord record;
    readonly JsonSerializerOptions options;
    readonly Action astray;
    int lastTaskId;
    int guids;

    public OrchestrationContext(InstanceRecord record, JsonSerializerOptions options, Action astray)
    {
        this.record = record;
        this.options = options;
        this.astray = astray;
        Turns = new TurnSynchronizationContext(astray);
    }

    public TurnSynchronizationContext Turns { get; }

    /// <summary>What has not ended, by its id.</summary>
    public SortedDictionary<int, PendingTask> Pending { get; } = [];

    /// <summary>Those of them that wait for an event.</summary>
    public SortedDictionary<int, Request.Event> EventWaits { get; } = [];

    /// <summary>The timers cancelled since this was last emptied.</summary>
    public List<int> CancelledTimers { get; } = [];

    /// <summary>The custom status set since this was last emptied.</summary>
    public byte[]? NewCustomStatus { get; set; }

    /// <summary>The input of the next generation, once it is asked for.</summary>
    public byte[]? NextInput { get; private set; }

    public int LastTaskId => lastTaskId;

    public string InstanceId => record.Id;

    public DateTime CurrentUtcDateTime { get; set; }

    public bool IsReplaying { get; set; }

    public Task<TResult> CallActivityAsync<TInput, TResult>(string name, TInput input)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Ask<TResult>(new Request.Activity(name, Payload.Write(input, options))).Task;
    }

    public Task<TResult> CallSubOrchestratorAsync<TInput, TResult>(string name, TInput input, string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Instances.InstanceId.Check(instanceId);
        return Ask<TResult>(new Request.Child(name, Payload.Write(input, options), instanceId)).Task;
    }

    public Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        if (fireAt.Kind == DateTimeKind.Local)
            throw new ArgumentException("A timer fires at a UTC time.", nameof(fireAt));
        var timer = Ask<bool>(new Request.Timer(DateTime.SpecifyKind(fireAt, DateTimeKind.Utc)));
        timer.Cancellation = cancellationToken.Register(() => Cancel(timer, cancellationToken));
        return timer.Task;
    }

    public Task<TPayload> WaitForExternalEvent<TPayload>(string eventName)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return Ask<TPayload>(new Request.Event(eventName)).Task;
    }

    public void SetCustomStatus<TStatus>(TStatus status)
    {
        RequireTurn();
        var json = Payload.Write(status, options);
        if (json.Length > MaxCustomStatusBytes)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The custom status has {json.Length} bytes of JSON; it may have {MaxCustomStatusBytes}."), nameof(status));
        }
        if (!IsReplaying)
            NewCustomStatus = json;
    }

    public void ContinueAsNew<TInput>(TInput input)
    {
        RequireTurn();
        NextInput = Payload.Write(input, options);
    }

    public Guid NewGuid()
    {
        RequireTurn();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{record.Id}\n{record.Generation}\n{guids++}")), hash);
        // RFC 9562: version 8, a name-based UUID by a hash of one's own choice.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Takes a task out that ends; null when nothing of this id waits.</summary>
    public PendingTask? End(int taskId)
    {
        EventWaits.Remove(taskId);
        return Pending.Remove(taskId, out var task) ? task : null;
    }

    /// <summary>What was asked for after the task of this id, and still waits.</summary>
    public IEnumerable<PendingTask> PendingSince(int taskId)
    {
        for (var id = taskId + 1; id <= lastTaskId; id++)
        {
            if (Pending.TryGetValue(id, out var task))
                yield return task;
        }
    }

    PendingTask<TResult> Ask<TResult>(Request request)
    {
        RequireTurn();
        var task = new PendingTask<TResult>(++lastTaskId, request);
        Pending.Add(task.Id, task);
        if (request is Request.Event wait)
            EventWaits.Add(task.Id, wait);
        return task;
    }

    void Cancel(PendingTask timer, CancellationToken token)
    {
        if (!Turns.InTurn)
        {
            astray();
            return;
        }
        if (!Pending.Remove(timer.Id))
            return;
        CancelledTimers.Add(timer.Id);
        timer.Cancel(token);
    }

    void RequireTurn()
    {
        if (Turns.InTurn)
            return;
        astray();
        throw new InvalidOperationException(LiveGeneration.AstrayText(record.Name));
    }
}
