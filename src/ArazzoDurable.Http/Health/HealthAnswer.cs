namespace ArazzoDurable.Http.Health;

/// <summary>Tells that the server answers.</summary>
/// <param name="Status">Always <c>ok</c>.</param>
sealed record HealthAnswer(string Status);
