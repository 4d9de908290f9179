namespace ArazzoDurable.Functions.Storage.Runs;

/// <summary>A place in a list of keys.</summary>
/// <param name="Key">The key that the page from there began with.</param>
/// <param name="Marker">What the service calls the place, which is at the key or before it.</param>
sealed record ListPlace(string Key, string Marker);
