using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Cli.Resume;

/// <summary>What <c>arazzo resume</c> was asked for.</summary>
/// <param name="RunId">The run to continue; null: all that have not ended.</param>
/// <param name="DataFolder">The data folder.</param>
/// <param name="AllowList">The private hosts that may be called, beside those that each run brought along.</param>
/// <param name="Json">Whether run statuses are written as JSON.</param>
/// <param name="Reveal">Whether secrets in the outputs are shown.</param>
sealed record ResumeRequest(string? RunId, string DataFolder, HostAllowList AllowList, bool Json, bool Reveal);
