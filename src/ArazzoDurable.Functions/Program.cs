using System.Collections;
using ArazzoDurable.Functions.Hosting;
using ArazzoDurable.Functions.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.OrdinalIgnoreCase);
if (FunctionsSettings.Read(variables, out var problems) is not { } settings)
{
    foreach (var problem in problems)
        await Console.Error.WriteLineAsync($"ArazzoDurable: {problem}");
    return 1;
}
var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.Configure<WorkerOptions>(worker => worker.Serializer = Runner.Serializer);
builder.Services.AddRunner(settings);
await builder.Build().RunAsync();
return 0;
