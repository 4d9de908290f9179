using ArazzoDurable.Functions.Storage;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Functions.Storage.Events;
using ArazzoDurable.Functions.Storage.Runs;
using ArazzoDurable.Runtime.Durability;
using Microsoft.Extensions.DependencyInjection;

namespace ArazzoDurable.Functions.Hosting;

/// <summary>Blob Storage as services of a worker: what runs are kept in beside their instances.</summary>
static class BlobStorage
{
    /// <summary>The setting with the name of the container.</summary>
    public const string ContainerSetting = "ARAZZO_CONTAINER";

    /// <summary>The container when nobody says otherwise.</summary>
    public const string DefaultContainer = "arazzo";

    /// <summary>Adds it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="settings">Gives a setting by its name; null when it is not set.</param>
    /// <exception cref="StorageSettingException">A setting is missing, or cannot be used.</exception>
    public static IServiceCollection AddBlobStorage(this IServiceCollection services, Func<string, string?> settings)
    {
        var name = settings(ContainerSetting) is { Length: > 0 } given ? given : DefaultContainer;
#pragma warning disable CA2000 // The services dispose of it, for a factory hands it to them.
        var container = new BlobContainer(StorageConnection.FromSettings(settings), name, TimeProvider.System);
#pragma warning restore CA2000
        services.AddSingleton(_ => container);
        services.AddSingleton<IRunStore, BlobRunStore>();
        services.AddSingleton<IEventLog>(provider => new BlobEventLog(provider.GetRequiredService<BlobContainer>(), TimeProvider.System));
        return services;
    }
}
