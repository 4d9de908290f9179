using System.Collections.Immutable;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>What a step may come to: success or failure, and the first action whose criteria hold.</summary>
/// <param name="Succeeds">Whether it succeeds.</param>
/// <param name="Action">The action; null when none applies.</param>
/// <param name="Wanted">What must hold of the response for it.</param>
/// <param name="KeepsLoop">Whether it goes back to the step or an earlier one.</param>
sealed record Turn(bool Succeeds, PlayedAction? Action, ImmutableArray<Condition> Wanted, bool KeepsLoop)
{
    static readonly Condition StatusOfSuccess = new Condition.All(
    [
        new Condition.Compare(new Term.At(Place.Of(new Origin.Status())), ">=", new Term.Literal(200m), Exact: false),
        new Condition.Compare(new Term.At(Place.Of(new Origin.Status())), "<", new Term.Literal(300m), Exact: false),
    ]);

    /// <summary>The turn in which the actions before <paramref name="action"/>, or all of them, do not apply.</summary>
    /// <param name="step">The step.</param>
    /// <param name="succeeds">Whether it succeeds.</param>
    /// <param name="action">The action; null: none.</param>
    /// <param name="isUsedUp">Whether the retries of an action are used up, so that it is passed over.</param>
    internal static Turn Of(PlayedStep step, bool succeeds, PlayedAction? action, Func<PlayedAction, bool> isUsedUp)
    {
        var passed = step.Actions(succeeds).TakeWhile(other => other != action).Where(other => !isUsedUp(other));
        ImmutableArray<Condition> wanted =
        [
            Outcome(step, succeeds),
            .. action is null ? [] : ImmutableArray.Create(action.Criteria),
            .. passed.Select(other => new Condition.Not(other.Criteria)),
        ];
        return new Turn(succeeds, action, wanted, action?.ReEnters(step.Index) ?? false);
    }

    /// <summary>A visit that takes no actions, for the sake of another step.</summary>
    internal static Turn Detour(PlayedStep step) => new(true, null, [Outcome(step, true)], false);

    static Condition Outcome(PlayedStep step, bool succeeds)
    {
        var success = step.Success ?? StatusOfSuccess;
        return succeeds ? success : new Condition.Not(success);
    }
}
