using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ArazzoDurable.Functions.Storage;
using ArazzoDurable.Functions.Storage.Blobs;

namespace ArazzoDurable.Functions.Tests.Storage;

/// <summary>
/// Azurite's blob service on a port of its own and in a folder of its own. It is found by the environment variable <c>ARAZZO_AZURITE</c>, which
/// names its command or its script, or on the path; started when it is first asked for.
/// </summary>
public sealed class Azurite : IAsyncLifetime, IDisposable
{
    internal const string NotFound = "ARAZZO_AZURITE is not set, and azurite-blob is not on the path.";

    const int MostPorts = 4;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly string folder = Directory.CreateTempSubdirectory("azurite-").FullName;
    int port = FreePort();
    bool hasListened;
    Process? process;

    /// <summary>Its command or script; null when there is none.</summary>
    internal static string? Command { get; } = Environment.GetEnvironmentVariable("ARAZZO_AZURITE") is { Length: > 0 } given ? given : OnPath();

    internal StorageConnection Connection => StorageConnection.FromConnectionString("ARAZZO_STORAGE", ConnectionString);

    internal string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://127.0.0.1:{port}/devstoreaccount1");

    public Task InitializeAsync() => Command is null ? Task.CompletedTask : StartAsync();

    public Task DisposeAsync()
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        Kill();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>A container that nobody has used.</summary>
    internal BlobContainer NewContainer(HttpMessageHandler? handler = null, TimeProvider? time = null) => Container($"t-{Guid.NewGuid():N}", handler, time);

    internal BlobContainer Container(string name, HttpMessageHandler? handler = null, TimeProvider? time = null) =>
        new(Connection, name, time ?? TimeProvider.System, handler);

    /// <summary>Starts it on the port and in the folder that it had before; returns when it listens. Before it ever did, a port that somebody else was faster to take gives way to another.</summary>
    internal async Task StartAsync()
    {
        for (var ports = 1; ; ports++)
        {
            try
            {
                await ListenAsync();
                hasListened = true;
                return;
            }
            catch (InvalidOperationException) when (!hasListened && ports < MostPorts)
            {
                Kill();
                port = FreePort();
            }
        }
    }

    async Task ListenAsync()
    {
        var (file, first) = Command!.EndsWith(".js", StringComparison.Ordinal) ? ("node", Command) : (Command, null);
        var start = new ProcessStartInfo(file) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        string[] arguments =
        [
            "--blobHost", "127.0.0.1", "--blobPort", port.ToString(CultureInfo.InvariantCulture), "--location", folder, "--skipApiVersionCheck", "--silent", "--disableTelemetry",
        ];
        foreach (var argument in first is null ? arguments : [first, .. arguments])
            start.ArgumentList.Add(argument);
        var (said, listens) = (new StringBuilder(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.Exited += (_, _) => listens.TrySetException(new InvalidOperationException($"Azurite ended: {said}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listens.Task.WaitAsync(Patience);

        void Hear(object sender, DataReceivedEventArgs line)
        {
            lock (said)
                said.AppendLine(line.Data);
            if (line.Data?.Contains("successfully listens", StringComparison.OrdinalIgnoreCase) == true)
                listens.TrySetResult();
        }
    }

    /// <summary>Ends it as the operating system ends what has lost its power.</summary>
    internal void Kill()
    {
        if (process is null)
            return;
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>Returns when what was written before is in its files: it saves every five seconds.</summary>
    internal async Task SavedAsync(CancellationToken cancellationToken)
    {
        var database = Path.Combine(folder, "__azurite_db_blob__.json");
        var now = DateTime.UtcNow;
        while (File.GetLastWriteTimeUtc(database) <= now)
            await Task.Delay(100, cancellationToken);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static string? OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(directory => Path.Combine(directory, "azurite-blob")).FirstOrDefault(File.Exists);
}
