using ArazzoDurable.Runtime.Network;

namespace ArazzoDurable.Cli.Serve;

/// <summary>What <c>arazzo serve</c> was asked for.</summary>
/// <param name="Urls">Where to listen.</param>
/// <param name="DataFolder">The data folder.</param>
/// <param name="ApiKey">The key that requests carry; null when none is asked for.</param>
/// <param name="AllowList">The private hosts that every run may call.</param>
/// <param name="AllowServerOverrides">Whether a submit may have a source called at another server.</param>
/// <param name="RateLimit">How many requests are taken in a second; 0: any number.</param>
sealed record ServeRequest(string Urls, string DataFolder, string? ApiKey, HostAllowList AllowList, bool AllowServerOverrides, int RateLimit);
