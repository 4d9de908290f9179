using System.Threading.Channels;
using ArazzoDurable.Runtime.Walk;

namespace ArazzoDurable.Cli.Progress;

/// <summary>Shows how walks go.</summary>
interface IProgressDisplay
{
    /// <summary>Shows events until there are no more.</summary>
    Task ShowAsync(ChannelReader<WalkEvent> events);
}
