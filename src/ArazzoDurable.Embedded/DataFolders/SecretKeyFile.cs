using System.Security.Cryptography;
using System.Text;

namespace ArazzoDurable.Embedded.DataFolders;

/// <summary>
/// The key that seals secrets, in the file <c>key</c> of a data folder: 32 random bytes as one line of base64, mode 600. A file that others
/// may read is refused, as SSH refuses such a key: who could read it may have it, so it is for its owner to judge.
/// </summary>
public static class SecretKeyFile
{
    const int KeyBytes = 32;
    const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads the key of a data folder, or makes one. When this returns, the file and its name survive a loss of power. Call it while the folder is held.</summary>
    /// <returns>The key's 32 bytes.</returns>
    /// <exception cref="SecretKeyUnusableException">The file holds no key, or others may read it.</exception>
    public static byte[] ReadOrCreate(string dataFolder)
    {
        var path = Path.Combine(Path.GetFullPath(dataFolder), "key");
        if (!File.Exists(path))
            Create(path);
        // Also when it was there: the process that made it may have died before this.
        FolderSync.Flush(Path.GetDirectoryName(path)!);
        return Read(path);
    }

    static byte[] Read(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new SecretKeyUnusableException(path, $"others than its owner may read or write it. If no one did, run: chmod 600 '{path}'");
        var key = new byte[KeyBytes + 3];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) && length == KeyBytes
            ? key[..KeyBytes]
            : throw new SecretKeyUnusableException(path, $"it does not hold {KeyBytes} bytes as base64. What it sealed cannot be read without it: restore it.");
    }

    static void Create(string path)
    {
        // Under another name until it is whole: a crash leaves no half of a key.
        var draft = path + ".new";
        File.Delete(draft);
        using (var file = OwnersFile.Open(draft, FileMode.CreateNew, FileShare.None))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n"));
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: false);
    }
}
