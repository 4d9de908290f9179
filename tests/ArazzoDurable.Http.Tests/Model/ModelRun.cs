using ArazzoDurable.Runtime.Runs;

namespace ArazzoDurable.Http.Tests.Model;

/// <summary>A run as the contract has it: the table of commands, and what becomes of its items. It knows nothing of how it is done.</summary>
sealed class ModelRun(int number, int flow, int items, int maxConcurrency, int? key)
{
    int lanes = Math.Min(items, maxConcurrency);

    public int Number => number;

    public int Flow => flow;

    public int? Key => key;

    public string RunId { get; set; } = "";

    public List<ModelItem> Items { get; } = [.. Enumerable.Range(0, items).Select(_ => new ModelItem { Place = items == 1 ? ItemPlace.AtGate : ItemPlace.Pending })];

    public RunControl Control { get; private set; }

    public int Generation { get; private set; }

    public bool IsDeleted { get; private set; }

    /// <summary>The calls that were made, each by the generation that it was of.</summary>
    public HashSet<(Call Call, int Generation)> Calls { get; } = [];

    /// <summary>The calls that may have been made, or not.</summary>
    public HashSet<(Call Call, int Generation)> PossibleCalls { get; } = [];

    /// <summary>Whether a race left open which calls were made.</summary>
    public bool IsLoose { get; private set; }

    public bool IsEnded => Items.All(item => item.IsEnded);

    public RunState State =>
        !IsEnded ? Control is RunControl.Suspended ? RunState.Suspended : RunState.Running
        : Control is RunControl.Cancelled ? RunState.Cancelled
        : Count(ItemPlace.Failed) > 0 ? RunState.Failed
        : RunState.Success;

    public IEnumerable<Call> Held => Items.Index().Where(each => each.Item.Place is ItemPlace.InCall).Select(each => CallOf(each.Index));

    public bool IsSame(int otherFlow, int otherItems, int otherConcurrency) => (flow, items, maxConcurrency) == (otherFlow, otherItems, otherConcurrency);

    public int Count(params ReadOnlySpan<ItemPlace> places)
    {
        var count = 0;
        foreach (var item in Items)
            count += places.Contains(item.Place) ? 1 : 0;
        return count;
    }

    /// <summary>The status code of a command, and what it does.</summary>
    public int Steer(RunCommand command)
    {
        if (IsDeleted)
            return 404;
        switch (State, Control, command)
        {
            case (RunState.Running, RunControl.Cancelled, RunCommand.Cancel) or (RunState.Cancelled, _, RunCommand.Cancel):
            case (RunState.Suspended, _, RunCommand.Suspend) or (RunState.Running, RunControl.Run, RunCommand.Resume):
                return 202;
            case (RunState.Running, RunControl.Run, RunCommand.Cancel) or (RunState.Suspended, _, RunCommand.Cancel):
                Control = RunControl.Cancelled;
                foreach (var item in Items.Where(item => item.Place is ItemPlace.Pending))
                    item.Place = ItemPlace.Cancelled;
                return 202;
            case (RunState.Running, RunControl.Run, RunCommand.Suspend):
                Control = RunControl.Suspended;
                return 202;
            case (RunState.Suspended, _, RunCommand.Resume):
                Control = RunControl.Run;
                return 202;
            case (RunState.Failed or RunState.Cancelled, _, RunCommand.Rerun):
                Rerun();
                return 202;
            case (RunState.Success or RunState.Failed or RunState.Cancelled, _, RunCommand.Delete):
                IsDeleted = true;
                return 202;
            default:
                return 409;
        }
    }

    /// <summary>What comes of it when everything goes on as far as it can.</summary>
    public void Settle(Answering answering)
    {
        while (Items.Index().Any(each => Moves(each.Index, each.Item, answering)))
        {
        }
    }

    /// <summary>A call in flight is answered.</summary>
    public void Return(int index, bool success)
    {
        var item = Items[index];
        (item.Place, item.Step) = (success, item.Step) switch
        {
            (false, var step) => (ItemPlace.Failed, step),
            (true, 0) => (ItemPlace.AtGate, 1),
            (true, var step) => (ItemPlace.Success, step),
        };
    }

    /// <summary>The host died: calls in flight are lost, and what came back just now may be.</summary>
    public void Crash()
    {
        foreach (var item in Items)
        {
            item.MayBeBehind |= item.Place is ItemPlace.AtGate && item.Step > 0;
            item.Place = item.Place is ItemPlace.InCall ? ItemPlace.AtGate : item.Place;
        }
    }

    /// <summary>A race was run to its end, and this is what was found: all of it was legal.</summary>
    public void Adopt(RunState state, IEnumerable<ItemPlace> places, int generation)
    {
        foreach (var (item, place) in Items.Zip(places))
            (item.Place, item.Step, item.MayBeBehind) = (place, 1, true);
        (Control, Generation, IsLoose) = (state is RunState.Cancelled ? RunControl.Cancelled : RunControl.Run, generation, true);
    }

    /// <summary>The call of an item is held: so far it has come.</summary>
    public void Observe(Call held)
    {
        var item = Items[held.Item];
        if (!item.MayBeBehind || item.Place is not ItemPlace.InCall)
            return;
        (item.Step, item.MayBeBehind) = (held.Step, false);
        Calls.Add((held, Generation));
    }

    public Call CallOf(int item) => new(Number, item, Items[item].Step);

    void Rerun()
    {
        var again = Items.Where(item => item.Place is not ItemPlace.Success).ToList();
        Control = RunControl.Run;
        Generation += again.Count > 0 ? 1 : 0;
        lanes = Math.Min(again.Count, maxConcurrency);
        foreach (var item in again)
            item.Place = Begin;
    }

    bool Moves(int index, ModelItem item, Answering answering)
    {
        switch (item.Place)
        {
            case ItemPlace.Pending when Control is RunControl.Run && Count(ItemPlace.AtGate, ItemPlace.InCall) < lanes:
                item.Place = ItemPlace.AtGate;
                return true;
            case ItemPlace.AtGate when Control is RunControl.Cancelled:
                item.Place = ItemPlace.Cancelled;
                return true;
            case ItemPlace.AtGate when Control is RunControl.Run:
                Enter(index, item);
                if (answering is not Answering.Hold)
                    Return(index, answering is Answering.Pass);
                return true;
            default:
                return false;
        }
    }

    void Enter(int index, ModelItem item)
    {
        item.Place = ItemPlace.InCall;
        if (!item.MayBeBehind)
            Calls.Add((CallOf(index), Generation));
        else
            PossibleCalls.UnionWith([(new Call(Number, index, 0), Generation), (new Call(Number, index, 1), Generation)]);
    }

    // The only item of a run is at work from the beginning.
    ItemPlace Begin => Items.Count == 1 ? ItemPlace.AtGate : ItemPlace.Pending;
}
