namespace ArazzoDurable.Cli.Remote;

/// <summary>Ids of runs as they are typed.</summary>
static class RunIds
{
    /// <summary>The id.</summary>
    /// <exception cref="CommandFailedException">No id is written so.</exception>
    public static string Checked(string typed) => typed.Trim() is "" or "." or ".."
        ? throw new CommandFailedException($"There is no run '{typed}'; 'arazzo runs' lists those that there are.")
        : typed;
}
