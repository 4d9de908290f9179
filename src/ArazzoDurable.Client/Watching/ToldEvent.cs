using ArazzoDurable.Runtime.Events;

namespace ArazzoDurable.Client.Watching;

/// <summary>An event of a stream.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Event">What it tells; null when it is of a kind that this client does not know.</param>
sealed record ToldEvent(string Id, RunEvent? Event);
