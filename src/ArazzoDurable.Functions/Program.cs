using System.Collections;
using ArazzoDurable.Functions.Hosting;
using ArazzoDurable.Functions.Settings;
using ArazzoDurable.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
if (FunctionsSettings.Read(variables, out var problems) is not { } settings)
    return await RefuseAsync(problems);
var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.Configure<WorkerOptions>(worker => worker.Serializer = Runner.Serializer);
builder.Services.AddRunner(settings);
try
{
    builder.Services.AddBlobStorage(variables);
}
catch (StorageSettingException exception)
{
    return await RefuseAsync([exception.Message]);
}
await builder.Build().RunAsync();
return 0;

static async Task<int> RefuseAsync(IEnumerable<string> problems)
{
    foreach (var problem in problems)
        await Console.Error.WriteLineAsync($"ArazzoDurable does not start: {problem}");
    return 1;
}
