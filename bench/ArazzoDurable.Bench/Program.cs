using System.Globalization;
using ArazzoDurable.Bench;

if (args is not ["batch", .. var sizes])
{
    await Console.Error.WriteLineAsync("usage: ArazzoDurable.Bench batch [ITEMS]…");
    return 2;
}
int[] items = sizes.Length == 0 ? [1_000, 10_000] : [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
await using var bench = await BatchBench.StartAsync();
// The first run pays for what is compiled and opened once.
await bench.MeasureAsync(200);
BatchMeasure? first = null;
foreach (var count in items)
{
    var measure = await bench.MeasureAsync(count);
    Console.WriteLine(measure.Describe(first));
    first ??= measure;
}
return 0;
