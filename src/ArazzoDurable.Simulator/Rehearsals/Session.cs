using System.Text.Json.Nodes;
using ArazzoDurable.Simulator.Conditions;
using ArazzoDurable.Simulator.Drafts;
using ArazzoDurable.Simulator.Requests;

namespace ArazzoDurable.Simulator.Rehearsals;

/// <summary>One walk along a plan. Not safe for several threads.</summary>
/// <param name="plan">The plan.</param>
/// <param name="rehearsal">What is rehearsed.</param>
sealed class Session(RehearsalPlan plan, Rehearsal rehearsal)
{
    readonly Dictionary<(int Entry, string StepId), JsonObject> outputs = [];
    readonly JsonObject learned = [];
    readonly bool[] isMade = new bool[plan.Visits.Length];

    /// <summary>Whether all calls of the plan were made, or passed over.</summary>
    internal bool IsOver => First < 0;

    int First => Array.IndexOf(isMade, false);

    /// <summary>The position of the next call of the operation; null when there is none.</summary>
    internal int? Next(string operation)
    {
        for (var i = 0; i < plan.Visits.Length; i++)
        {
            if (!isMade[i] && plan.Visits[i].Step.Operation!.Key == operation)
                return i;
        }
        return null;
    }

    /// <summary>Whether the operation is the one that is called next.</summary>
    internal bool Expects(string operation) => First is var first and >= 0 && Next(operation) == first;

    /// <summary>The answer to a call of an operation that is still to come.</summary>
    internal Draft Answer(string operation, ReceivedRequest request, IReadOnlyDictionary<string, string> path)
    {
        var index = Next(operation) ?? throw new InvalidOperationException($"{operation} is not to come.");
        var visit = plan.Visits[index];
        // Steps that run at the same time call in any order; what else was to come before is passed over.
        for (var i = 0; i < index; i++)
            isMade[i] |= !plan.Visits[i].MayGoWith(visit);
        isMade[index] = true;
        if (index + 1 == plan.Visits.Length && plan.RepeatFrom is { } back)
            Array.Fill(isMade, false, back, isMade.Length - back);
        // With the inputs known, all was known when the plan was made.
        return rehearsal.Inputs is null ? Fitting(visit, request, path) : visit.Answer;
    }

    Draft Fitting(Visit visit, ReceivedRequest request, IReadOnlyDictionary<string, string> path)
    {
        if (visit.Entry == 0)
            RequestLesson.Learn(visit.Step, request, path, learned);
        var surroundings = PlannedRequest.Of(visit.Step, visit.Surroundings with
        {
            Inputs = visit.Entry == 0 ? Merged(visit.Surroundings.Inputs) : visit.Surroundings.Inputs,
            StepOutputs = visit.Surroundings.StepOutputs.SetItems(outputs.Where(entry => entry.Key.Entry == visit.Entry)
                .Select(entry => KeyValuePair.Create(entry.Key.StepId, entry.Value))),
        });
        var answer = TurnAnswer.Make(visit.Step, visit.Turn, surroundings, visit.Wishes) ?? visit.Answer;
        outputs[(visit.Entry, visit.Step.Step.StepId)] = Values.Of(visit.Step.Step.Outputs, new Scene(answer, surroundings));
        return answer;
    }

    JsonObject Merged(JsonObject inputs)
    {
        var merged = (JsonObject)inputs.DeepClone();
        foreach (var (name, value) in learned)
            merged[name] = value?.DeepClone();
        return merged;
    }
}
