using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ArazzoDurable.Embedded.DataFolders;

/// <summary>Makes the names in a folder durable, as syncing a file does its bytes. .NET has no call for it.</summary>
static partial class FolderSync
{
    const int ReadOnly = 0;

    /// <summary>Waits until what was created or renamed in the folder survives a loss of power. Windows does so by itself.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            throw Error(folder);
        try
        {
            if (Sync(descriptor) != 0)
                throw Error(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    static IOException Error(string folder) =>
        new($"The folder '{folder}' cannot be synced: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
