namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>The repository that the tests are built in.</summary>
static class RepositoryFolder
{
    public static string Root { get; } = Find();

    static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "ArazzoDurable.sln")))
                return folder;
        }
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
