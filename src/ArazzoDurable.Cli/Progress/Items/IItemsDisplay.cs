using System.Threading.Channels;

namespace ArazzoDurable.Cli.Progress.Items;

/// <summary>Shows how the items of a run stand.</summary>
interface IItemsDisplay
{
    /// <summary>Shows moves until there are no more.</summary>
    Task ShowAsync(ChannelReader<ItemMove> moves);
}
