namespace ArazzoDurable.Http.Tests.Model;

/// <summary>Where an item stands.</summary>
enum ItemPlace
{
    /// <summary>No lane has taken it.</summary>
    Pending,

    /// <summary>It is about to make a call, and stands there while the run is suspended.</summary>
    AtGate,

    /// <summary>Its call is in flight.</summary>
    InCall,
    Success,
    Failed,
    Cancelled,
}
