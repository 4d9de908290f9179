using System.Runtime.InteropServices;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>A fact about real cultures; skipped by name on a machine without their data.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class CulturesFactAttribute : FactAttribute
{
    /// <summary>The releases of ICU that .NET looks for.</summary>
    static readonly IEnumerable<int> Releases = Enumerable.Range(50, 100);

    static readonly bool AreThere = !OperatingSystem.IsLinux() || Releases.Any(release => NativeLibrary.TryLoad($"libicuuc.so.{release}", out _));

    public CulturesFactAttribute() => Skip = AreThere ? null : "ICU, which has the data of cultures, is not on this machine.";
}
