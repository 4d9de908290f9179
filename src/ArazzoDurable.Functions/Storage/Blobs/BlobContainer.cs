using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ArazzoDurable.Functions.Storage.Blobs;

/// <summary>
/// A container of Blob Storage, spoken to over its REST protocol: the part of it that the stores need. It is made when something is first
/// written to it. An answer that is lost on the way is accounted for: what was written all the same counts as written.
/// </summary>
sealed partial class BlobContainer : IDisposable
{
    /// <summary>How many bytes a blob that is written or read as a whole has at the most.</summary>
    public const int MostBytes = 134_217_728;

    /// <summary>How many blobs one call lists at the most.</summary>
    public const int MostListed = 5_000;

    /// <summary>How long a connection is used before it is opened anew, for names may come to stand for other addresses.</summary>
    public static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>How long opening a connection may take.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    // Each write carries a mark of its own, by which it is known again when its answer was lost.
    const string WriteMark = "x-ms-meta-write";

    readonly BlobSender sender;

    /// <summary>A container of an account.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="name">The container's name.</param>
    /// <param name="time">The clock of retries.</param>
    /// <exception cref="ArgumentException">It is no name of a container: see <see cref="IsName"/>.</exception>
    public BlobContainer(StorageConnection connection, string name, TimeProvider time)
        : this(connection, name, time, handler: null)
    {
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The sender owns the handler.")]
    public BlobContainer(StorageConnection connection, string name, TimeProvider time, HttpMessageHandler? handler)
    {
        if (!IsName(name))
            throw new ArgumentException($"'{name}' is no container: expected 3 to 63 lower-case letters, digits and single hyphens.", nameof(name));
        sender = new BlobSender(connection, name, time, handler ?? NewHandler());
    }

    /// <summary>Whether a container may have a name: 3 to 63 lower-case letters, digits and single hyphens.</summary>
    public static bool IsName(string name) => ContainerName().IsMatch(name);

    /// <inheritdoc/>
    public void Dispose() => sender.Dispose();

    /// <summary>A whole blob; null when there is none.</summary>
    public Task<Blob?> GetAsync(string name, CancellationToken cancellationToken) =>
        GetAsync(new BlobRequest(HttpMethod.Get, name) { MostBytes = MostBytes }, cancellationToken);

    /// <summary>A part of a blob; null when there is none. Beyond its end there are no bytes.</summary>
    /// <param name="name">The blob's name.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="count">How many bytes it has at the most, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Blob?> GetAsync(string name, long offset, int count, CancellationToken cancellationToken)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"bytes={offset}-{offset + count - 1}");
        return GetAsync(new BlobRequest(HttpMethod.Get, name) { Headers = [("x-ms-range", range)], MostBytes = count }, cancellationToken);
    }

    /// <summary>Writes a whole blob.</summary>
    /// <returns>
    /// The new entity tag; null when the condition did not hold. When the answer was lost and somebody else has written over the blob since, it
    /// is null as well, though this write was carried out: the blob tells only of its last writer, so whoever goes on after null reads first.
    /// </returns>
    public async Task<string?> PutAsync(string name, ReadOnlyMemory<byte> value, BlobCondition condition, CancellationToken cancellationToken)
    {
        if (value.Length > MostBytes)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The blob '{name}' has {value.Length:N0} bytes; at most {MostBytes:N0} are written."), nameof(value));
        var mark = Guid.NewGuid().ToString("N");
        var request = new BlobRequest(HttpMethod.Put, name)
        {
            Headers = [("x-ms-blob-type", "BlockBlob"), (WriteMark, mark), .. Headers(condition)],
            Body = value,
            IsWrite = true,
        };
        var response = await sender.SendAsync(request, cancellationToken);
        if (response.IsSuccess)
            return response.EntityTag;
        if (!IsUnmet(response))
            throw sender.Refused(request, response);
        return response.IsRetried && await FindAsync(name, cancellationToken) is { } present && present.Header(WriteMark) == mark ? present.EntityTag : null;
    }

    /// <summary>Removes a blob.</summary>
    /// <param name="name">The blob's name.</param>
    /// <param name="entityTag">The tag that it must still have; null for any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether this call removed it.</returns>
    public async Task<bool> DeleteAsync(string name, string? entityTag, CancellationToken cancellationToken)
    {
        var request = new BlobRequest(HttpMethod.Delete, name) { Headers = entityTag is null ? [] : [.. Headers(BlobCondition.Unchanged(entityTag))] };
        var response = await sender.SendAsync(request, cancellationToken);
        if (response.IsSuccess)
            return true;
        if (response.Status != 404 && !IsUnmet(response))
            throw sender.Refused(request, response);
        // An attempt before may have removed it, and nobody else is likelier. Some say of a blob that is gone that its tag does not fit.
        return response.IsRetried && (response.Status == 404 || await FindAsync(name, cancellationToken) is null);
    }

    /// <summary>Lists blobs by the beginning of their names. A page may be short and still have a marker.</summary>
    /// <param name="prefix">What the names begin with.</param>
    /// <param name="marker">What the page before gave; null for the first page.</param>
    /// <param name="top">How many at the most, from 1 to <see cref="MostListed"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<BlobPage> ListAsync(string prefix, string? marker, int top, CancellationToken cancellationToken)
    {
        List<(string, string)> query = [("restype", "container"), ("comp", "list"), ("prefix", prefix), ("maxresults", top.ToString(CultureInfo.InvariantCulture))];
        if (marker is not null)
            query.Add(("marker", marker));
        var request = new BlobRequest(HttpMethod.Get, null) { Query = query, MostBytes = BlobListXml.MostBytes };
        var response = await sender.SendAsync(request, cancellationToken);
        return response switch
        {
            { IsSuccess: true } => BlobListXml.Read(response.Body),
            { Status: 404, ErrorCode: "ContainerNotFound" } => new BlobPage([], null),
            _ => throw sender.Refused(request, response),
        };
    }

    /// <summary>Makes an empty append blob unless there is a blob of that name.</summary>
    public async Task CreateAppendBlobAsync(string name, CancellationToken cancellationToken)
    {
        var request = new BlobRequest(HttpMethod.Put, name)
        {
            Headers = [("x-ms-blob-type", "AppendBlob"), .. Headers(BlobCondition.Absent)],
            Body = ReadOnlyMemory<byte>.Empty,
            IsWrite = true,
        };
        var response = await sender.SendAsync(request, cancellationToken);
        if (!response.IsSuccess && !IsUnmet(response))
            throw sender.Refused(request, response);
    }

    /// <summary>Appends a block to a blob that ends where it is thought to end.</summary>
    /// <param name="name">The blob's name.</param>
    /// <param name="block">The block, which is written whole or not at all; at most 4 MiB.</param>
    /// <param name="position">How many bytes the blob has.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AppendOutcome> AppendAsync(string name, ReadOnlyMemory<byte> block, long position, CancellationToken cancellationToken)
    {
        var request = new BlobRequest(HttpMethod.Put, name)
        {
            Query = [("comp", "appendblock")],
            Headers = [("x-ms-blob-condition-appendpos", position.ToString(CultureInfo.InvariantCulture))],
            Body = block,
        };
        var response = await sender.SendAsync(request, cancellationToken);
        return response switch
        {
            { IsSuccess: true } => new AppendOutcome.Appended(response.Blocks),
            { Status: 404 } => new AppendOutcome.Missing(),
            { Status: 412, ErrorCode: "AppendPositionConditionNotMet" or null } => new AppendOutcome.Moved(),
            _ => throw sender.Refused(request, response),
        };
    }

    async Task<Blob?> GetAsync(BlobRequest request, CancellationToken cancellationToken)
    {
        var response = await sender.SendAsync(request, cancellationToken);
        return response switch
        {
            { IsSuccess: true } => new Blob(response.Body, response.EntityTag, response.Length, response.Blocks),
            { Status: 404 } => null,
            { Status: 416 } => new Blob(default, "", 0, 0),
            _ => throw sender.Refused(request, response),
        };
    }

    async Task<BlobResponse?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var request = new BlobRequest(HttpMethod.Head, name);
        var response = await sender.SendAsync(request, cancellationToken);
        return response.IsSuccess ? response : response.Status == 404 ? null : throw sender.Refused(request, response);
    }

    static IEnumerable<(string Name, string Value)> Headers(BlobCondition condition) => condition.Header is { } header ? [(header, condition.Value)] : [];

    /// <summary>Whether an answer says that the condition did not hold, and nothing else.</summary>
    static bool IsUnmet(BlobResponse response) => response is { Status: 409, ErrorCode: "BlobAlreadyExists" }
        or { Status: 412, ErrorCode: "ConditionNotMet" or "TargetConditionNotMet" or null }
        or { Status: 404, ErrorCode: "BlobNotFound" };

    static SocketsHttpHandler NewHandler() => new()
    {
        PooledConnectionLifetime = ConnectionLifetime,
        ConnectTimeout = ConnectTimeout,
        AllowAutoRedirect = false,
        UseCookies = false,
    };

    [GeneratedRegex(@"^(?=.{3,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerName();
}
