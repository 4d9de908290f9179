using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplicationBuilder : IFunctionsWorkerApplicationBuilder
{
    readonly HostApplicationBuilder builder;

    internal FunctionsApplicationBuilder(string[] args) => builder = new HostApplicationBuilder(args);

    public ConfigurationManager Configuration => builder.Configuration;

    public IHostEnvironment Environment => builder.Environment;

    public ILoggingBuilder Logging => builder.Logging;

    public IServiceCollection Services => builder.Services;

    /// <summary>Not to be had: the worker that it would start is in the packages.</summary>
    public IHost Build() => throw new NotSupportedException(
        "This is a build on eng/FunctionsSurface, which has no worker to start. Publish with the packages: dotnet publish src/ArazzoDurable.Functions -p:FunctionsPackages=nuget.");
}
