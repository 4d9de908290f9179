using System.Globalization;
using ArazzoDurable.Bench;

const int Lanes = 64;
const int MostLanes = 256;
const int Followers = 10;
const int WarmUp = 200;

if (args is not [("batch" or "lanes" or "stream" or "runs" or "folder") and var what, .. var sizes])
{
    await Console.Error.WriteLineAsync("usage: ArazzoDurable.Bench batch|lanes|stream|runs|folder [COUNT]…");
    return 2;
}
int[] counts = [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
await using var rig = await Rig.StartAsync();
switch (what)
{
    case "batch":
        await BatchAsync(Lanes, 0, counts is [] ? [1_000, 10_000] : counts);
        break;
    case "lanes":
        await BatchAsync(MostLanes, 0, counts is [] ? [10_000] : counts);
        break;
    case "stream":
        await BatchAsync(Lanes, Followers, counts is [] ? [10_000] : counts);
        break;
    case "runs":
        await new RunsBench(rig).MeasureAsync(WarmUp);
        Console.WriteLine(await new RunsBench(rig).MeasureAsync(counts is [var runs, ..] ? runs : 1_000));
        break;
    case "folder":
        Console.WriteLine(await new FolderBench(rig).MeasureAsync(counts is [var ended, ..] ? ended : 10_000));
        break;
}
return 0;

async Task BatchAsync(int lanes, int followers, int[] sizes)
{
    var bench = new BatchBench(rig, lanes, followers);
    // The first run pays for what is compiled and opened once.
    await bench.MeasureAsync(WarmUp);
    BatchMeasure? first = null;
    foreach (var items in sizes)
    {
        var measure = await bench.MeasureAsync(items);
        Console.WriteLine(measure.Describe(first));
        first ??= measure;
    }
}
