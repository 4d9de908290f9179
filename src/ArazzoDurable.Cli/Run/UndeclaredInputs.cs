using ArazzoDurable.Cli.Validate;
using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Cli.Run;

/// <summary>
/// Finds the inputs that a workflow does not list though it lists others: they are taken, as JSON Schema has it, but a name may be misspelt.
/// </summary>
static class UndeclaredInputs
{
    const int MostListed = 10;

    /// <summary>A line for each of them, with the name that was probably meant. None for a workflow that lists no inputs, or says that it takes others.</summary>
    /// <param name="flow">The flow that takes them.</param>
    /// <param name="given">The names that were given.</param>
    public static IEnumerable<string> Warnings(PreparedFlow flow, IEnumerable<string> given)
    {
        var index = flow.Plan.Workflows.IndexOf(flow.Workflow);
        if (!flow.Bundle.Description.GetProperty("workflows")[index].TryGetProperty("inputs", out var schema)
            || InputTypes.TakesOthers(flow.Bundle.Description, schema)
            || InputTypes.Names(flow.Bundle.Description, schema) is not [_, ..] declared)
        {
            return [];
        }
        // A workflow that this one runs may be given it under the same name.
        var reached = flow.Plan.Reach(flow.Workflow).ToList();
        return given.Where(name => !reached.Exists(workflow => workflow.Declarations.HasInput(name)))
            .Select(name => Printable.Line(
                $"warning: workflow '{flow.Workflow.WorkflowId}' declares no input '{name}'. {Spelling.Hint(name, declared) ?? $"It declares {Listed(declared)}."}"));
    }

    static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostListed).Select(name => $"'{name}'")) + (names.Count > MostListed ? $" and {names.Count - MostListed} more" : "");
}
