namespace ArazzoDurable.Cli.Tests;

/// <summary>What came of a command line.</summary>
/// <param name="Exit">The exit code.</param>
/// <param name="Out">What it wrote to the standard output.</param>
/// <param name="Error">What it wrote to the standard error.</param>
sealed record Invocation(int Exit, string Out, string Error)
{
    /// <summary>Runs a command line, without an environment and without a terminal.</summary>
    public static async Task<Invocation> Of(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        await using (output)
        await using (error)
        {
            var exit = await ArazzoCommand.InvokeAsync(args, new CommandIo(output, error, false, _ => null), CancellationToken.None);
            return new Invocation(exit, output.ToString(), error.ToString());
        }
    }
}
