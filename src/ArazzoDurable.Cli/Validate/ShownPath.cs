namespace ArazzoDurable.Cli.Validate;

/// <summary>How paths are shown: below the current folder from there, others in full.</summary>
static class ShownPath
{
    /// <summary>Shows a file or URL.</summary>
    public static string Of(Uri origin) => origin.IsFile ? Of(origin.LocalPath) : origin.AbsoluteUri;

    /// <summary>Shows a file.</summary>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, full);
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || relative.StartsWith(@"..\", StringComparison.Ordinal) ? full : relative;
    }
}
