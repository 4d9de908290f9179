using ArazzoDurable.Embedded.DataFolders;

namespace ArazzoDurable.Embedded.Tests.DataFolders;

public sealed class SecretKeyFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("arazzo-key-").FullName;

    string KeyFile => Path.Combine(folder, "key");

    [Fact]
    public void Key_is_made_once_and_read_after()
    {
        var key = SecretKeyFile.ReadOrCreate(folder);
        key.Length.ShouldBe(32);
        key.Distinct().Count().ShouldBeGreaterThan(8);
        SecretKeyFile.ReadOrCreate(folder).ShouldBe(key);
        Directory.GetFiles(folder).ShouldBe([KeyFile]);
    }

    [Fact]
    public void Key_file_is_its_owners_only_and_refused_otherwise()
    {
        if (OperatingSystem.IsWindows())
            return;
        SecretKeyFile.ReadOrCreate(folder);
        File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Should.Throw<SecretKeyUnusableException>(() => SecretKeyFile.ReadOrCreate(folder)).Message
            .ShouldBe($"The key file '{KeyFile}' cannot be used: others than its owner may read or write it. If no one did, run: chmod 600 '{KeyFile}'");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void File_without_a_key_is_refused_and_kept(string text)
    {
        SecretKeyFile.ReadOrCreate(folder);
        File.WriteAllText(KeyFile, text);
        Should.Throw<SecretKeyUnusableException>(() => SecretKeyFile.ReadOrCreate(folder)).Message
            .ShouldEndWith("it does not hold 32 bytes as base64. What it sealed cannot be read without it: restore it.");
        File.ReadAllText(KeyFile).ShouldBe(text);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
