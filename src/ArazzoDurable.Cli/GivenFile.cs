using System.Globalization;

namespace ArazzoDurable.Cli;

/// <summary>Checks that what was named as a file is one, before it is read.</summary>
static class GivenFile
{
    /// <summary>Checks the file of an option.</summary>
    /// <param name="option">The option, as it is shown.</param>
    /// <param name="path">The file.</param>
    /// <param name="otherwise">What to do if no file was meant; empty when there is nothing else.</param>
    /// <exception cref="CommandFailedException">It is not there, or is a folder.</exception>
    public static void Check(string option, string path, string otherwise = "")
    {
        if (!File.Exists(path))
        {
            throw new CommandFailedException(Directory.Exists(path)
                ? $"{option}: '{path}' is a folder; expected a file.{otherwise}"
                : $"{option}: the file '{path}' does not exist.{otherwise}");
        }
    }

    /// <summary>Reads the file of an option, up to a limit: what seems empty may be a device or a pipe that never ends.</summary>
    /// <param name="option">The option, as it is shown.</param>
    /// <param name="path">The file, which has been checked.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandFailedException">It is larger.</exception>
    public static async Task<byte[]> ReadAsync(string option, string path, int most, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return await ReadAsync(option, $"the file '{path}'", file, most, cancellationToken);
    }

    /// <summary>Reads what an option names, up to a limit.</summary>
    /// <param name="option">The option, as it is shown.</param>
    /// <param name="what">What is read, as it is shown.</param>
    /// <param name="stream">Where it is read from.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandFailedException">It is larger.</exception>
    public static async Task<byte[]> ReadAsync(string option, string what, Stream stream, int most, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream((int)Math.Min(stream.CanSeek ? stream.Length : 0, most));
        var buffer = new byte[64 * 1024];
        for (int count; (count = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (read.Length + count > most)
                throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture, $"{option}: {what} is larger than {most:N0} bytes."));
            await read.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
        return read.ToArray();
    }

    /// <summary>Checks the file of the Arazzo description that a command is given.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CommandFailedException">It is not there, or is a folder.</exception>
    public static void CheckDescription(string path)
    {
        if (!File.Exists(path))
        {
            throw new CommandFailedException(Directory.Exists(path)
                ? $"'{path}' is a folder; expected the file of an Arazzo description."
                : $"The file '{path}' does not exist; expected an Arazzo description.");
        }
    }
}
