using ArazzoDurable.Runtime.Durability;

namespace ArazzoDurable.Embedded.Tests.Crashes;

/// <summary>Suspends whatever runs, and resumes it, over and over.</summary>
static class Disturber
{
    /// <summary>Goes on until something has ended, or the host has died. While the host lives, nothing stays suspended.</summary>
    public static async Task RunAsync(EmbeddedHost host, Task end)
    {
        try
        {
            while (!end.IsCompleted && !host.WriterEnded.IsCompleted)
            {
                await AllAsync(host, InstanceCommand.Suspend);
                await Task.Yield();
                await AllAsync(host, InstanceCommand.Resume);
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException)
        {
            // The host has died under it, as it may.
        }
    }

    static async Task AllAsync(EmbeddedHost host, InstanceCommand command)
    {
        var page = await host.Administration.ListAsync(new InstanceFilter(), null, 100, CancellationToken.None);
        foreach (var instance in page.Instances)
        {
            // A host that has died may never answer.
            var answer = host.Administration.CommandAsync(instance.InstanceId, command, null, CancellationToken.None);
            await Task.WhenAny(answer, host.WriterEnded);
            if (host.WriterEnded.IsCompleted)
                return;
            await answer;
        }
    }
}
