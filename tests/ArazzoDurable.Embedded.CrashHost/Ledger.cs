using System.Globalization;
using System.Text;

namespace ArazzoDurable.Embedded.CrashHost;

/// <summary>What was really done, whatever the host remembers.</summary>
static class Ledger
{
    /// <summary>Waits for leave, which is a line or the end of the standard input; notes a number, durably; and gives the next one.</summary>
    public static int Note(string path, int number)
    {
        Console.In.ReadLine();
        var line = string.Create(CultureInfo.InvariantCulture, $"{number}\n");
        using (var file = new FileStream(path, FileMode.Append))
        {
            file.Write(Encoding.ASCII.GetBytes(line));
            file.Flush(flushToDisk: true);
        }
        Console.Out.Write(line);
        Console.Out.Flush();
        return number + 1;
    }
}
