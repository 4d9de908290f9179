namespace ArazzoDurable.Embedded.DataFolders;

/// <summary>
/// A data folder that this process holds. The lock is the operating system's, on an open file: it ends with the process, however that ends.
/// </summary>
sealed class DataFolder : IDisposable
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    readonly FileStream held;

    DataFolder(string path, FileStream held)
    {
        Path = path;
        this.held = held;
    }

    public string Path { get; }

    public string DatabaseFile => DatabaseFileOf(Path);

    string HolderFile => HolderFileOf(Path);

    /// <summary>Creates the folder when needed and takes it.</summary>
    public static DataFolder Open(string path, string holder, DateTimeOffset now)
    {
        path = System.IO.Path.GetFullPath(path);
        Create(path);
        var folder = new DataFolder(path, Lock(path));
        try
        {
            new DataFolderHolder(Environment.ProcessId, holder, now).Write(folder.HolderFile);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            folder.held.Dispose();
            throw new DataFolderUnusableException(path, exception.Message, exception);
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(HolderFile);
        }
        finally
        {
            held.Dispose();
        }
    }

    /// <summary>Where the database of a data folder lies.</summary>
    public static string DatabaseFileOf(string path) => System.IO.Path.Combine(path, "arazzo.db");

    static string HolderFileOf(string path) => System.IO.Path.Combine(path, "lock.json");

    static void Create(string path)
    {
        try
        {
            if (Directory.Exists(path))
                return;
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, OwnerOnly);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderUnusableException(path, WhyNotCreated(path, exception), exception);
        }
    }

    static string WhyNotCreated(string path, Exception exception)
    {
        for (var above = path; above is not null; above = System.IO.Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
                return $"'{above}' is a file.";
        }
        return exception.Message;
    }

    static FileStream Lock(string path)
    {
        var file = System.IO.Path.Combine(path, "lock");
        try
        {
            return OwnersFile.Open(file, FileMode.OpenOrCreate, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new DataFolderUnusableException(path, $"it is not writable: {exception.Message}", exception);
        }
        catch (IOException exception) when (IsHeldElsewhere(exception))
        {
            throw new DataFolderInUseException(path, DataFolderHolder.TryRead(HolderFileOf(path)));
        }
        catch (IOException exception)
        {
            throw new DataFolderUnusableException(path, exception.Message, exception);
        }
    }

    /// <summary>The codes of a sharing violation: of Windows, and EWOULDBLOCK of Linux and of macOS.</summary>
    static bool IsHeldElsewhere(IOException exception) =>
        exception.GetType() == typeof(IOException) && exception.HResult is unchecked((int)0x80070020) or 11 or 35;
}
