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
var builder = FunctionsApplication.CreateBuilder(args);
var settings = FunctionsSettings.Read(variables, out var problems);
try
{
    builder.Services.AddBlobStorage(variables);
}
catch (StorageSettingException exception)
{
    problems = problems.Add(exception.Message);
}
if (settings is null || !problems.IsEmpty)
{
    foreach (var problem in problems)
        await Console.Error.WriteLineAsync($"ArazzoDurable does not start: {problem}");
    return 1;
}
builder.Services.Configure<WorkerOptions>(worker => worker.Serializer = Runner.Serializer);
builder.Services.AddRunner(settings);
await builder.Build().RunAsync();
return 0;
