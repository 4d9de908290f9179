namespace ArazzoDurable.Http.Tests.Model;

/// <summary>What the called API does with a call.</summary>
enum Answering
{
    Hold,
    Pass,
    Fail,
}
