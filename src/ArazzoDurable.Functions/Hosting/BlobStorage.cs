using ArazzoDurable.Functions.Storage;
using ArazzoDurable.Functions.Storage.Blobs;
using ArazzoDurable.Functions.Storage.Events;
using ArazzoDurable.Functions.Storage.Runs;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Events;
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
    /// <param name="variables">The app's settings, as the environment of its process has them.</param>
    /// <exception cref="StorageSettingException">A setting is missing, or cannot be used.</exception>
    public static IServiceCollection AddBlobStorage(this IServiceCollection services, IReadOnlyDictionary<string, string> variables)
    {
        var name = variables.GetValueOrDefault(ContainerSetting) is { Length: > 0 } given ? given : DefaultContainer;
        if (!BlobContainer.IsName(name))
            throw new StorageSettingException(ContainerSetting, $"is '{name}', which is no container: expected 3 to 63 lower-case letters, digits and single hyphens.");
#pragma warning disable CA2000 // The services dispose of it, for a factory hands it to them.
        var container = new BlobContainer(StorageConnection.FromSettings(variables), name, TimeProvider.System);
#pragma warning restore CA2000
        services.AddSingleton(_ => container);
        services.AddSingleton<IRunStore, BlobRunStore>();
        services.AddSingleton<IEventLog>(provider => new BlobEventLog(provider.GetRequiredService<BlobContainer>(), TimeProvider.System, RunEvent.RunCreated.LogKey));
        return services;
    }
}
