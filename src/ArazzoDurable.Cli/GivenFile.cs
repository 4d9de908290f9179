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
