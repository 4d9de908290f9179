using System.Diagnostics;
using System.Globalization;

namespace ArazzoDurable.Runtime.Tests.Robustness;

/// <summary>The time that this thread has worked, which does not depend on what else the machine does.</summary>
static class ThreadTime
{
    const string Statistics = "/proc/thread-self/stat";

    // Linux counts in hundredths of a second.
    const double Tick = 0.01;

    /// <summary>The time so far; where the system does not tell it, the time of the clock.</summary>
    public static TimeSpan Now()
    {
        if (!File.Exists(Statistics))
            return Stopwatch.GetElapsedTime(0);
        var text = File.ReadAllText(Statistics);
        // The name of the thread stands in parentheses and may hold spaces. The times in user and system mode are the 14th and 15th field.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) * Tick);
    }
}
