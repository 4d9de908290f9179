using System.Text.Json;
using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Client.Flows;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Cli.Remote.Push;

/// <summary>Stores flows on a server.</summary>
/// <param name="io">Where the server's words go.</param>
/// <param name="server">The server.</param>
sealed class FlowPush(CommandIo io, RemoteServer server)
{
    static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    /// <summary>Stores a flow.</summary>
    /// <param name="bundle">The flow.</param>
    /// <param name="told">The codes of what has been told of it already.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StoredFlow> StoreAsync(FlowBundle bundle, IEnumerable<string> told, CancellationToken cancellationToken)
    {
        using var json = JsonDocument.Parse(bundle.Bytes, Deep);
        var stored = await server.Client.PutFlowAsync(new FlowUpload.Bundle(json.RootElement), cancellationToken);
        // A newer server may know more; its lines are those of the bundle, so pointers say more.
        foreach (var diagnostic in stored.Diagnostics.ExceptBy(told, diagnostic => diagnostic.Code, StringComparer.Ordinal))
            await io.Error.WriteLineAsync(Printable.Line($"the server says: {diagnostic with { Line = null, Column = null }}"));
        return stored;
    }
}
