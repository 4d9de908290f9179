using ArazzoDurable.Language.Diagnostics;

namespace ArazzoDurable.Language.Syntax;

/// <summary>What is left of the <see cref="SyntaxLimits"/> while a text is read. The first charge that cannot be paid is reported and ends the reading.</summary>
sealed class Budget(SyntaxLimits limits, PointerPath path, List<Diagnostic> diagnostics)
{
    // Each charge is at most one limit (an int) and is refused once the sum is beyond it, so the long sums cannot overflow.
    long nodes;
    long text;
    long aliasNodes;
    long aliasText;
    int deepest;

    /// <summary>What an anchored value costs wherever it is used.</summary>
    public readonly record struct Cost(long Nodes, long Text, int Height);

    /// <summary>The sums at the moment at which an anchored value begins.</summary>
    public readonly record struct Snapshot(long Nodes, long Text, int Deepest, int Depth);

    /// <summary>Charges a list or an object that is the <paramref name="depth"/>th around its content.</summary>
    public bool Enter(int depth, Mark mark)
    {
        deepest = Math.Max(deepest, depth);
        return ChargeNode(mark) && Within(depth, limits.Depth, DiagnosticCodes.LimitDepth, mark, "levels of nesting");
    }

    /// <summary>Charges a string or number of a length.</summary>
    public bool ChargeScalar(int length, Mark mark) => ChargeNode(mark) && ChargeText(length, mark);

    /// <summary>Charges a string or a name of a length.</summary>
    public bool ChargeText(int length, Mark mark)
    {
        text += length;
        return Within(length, limits.ScalarLength, DiagnosticCodes.LimitScalar, mark, "characters in one string");
    }

    /// <summary>Charges a number of a length.</summary>
    public bool ChargeNumber(int length, Mark mark) =>
        Within(length, limits.NumberLength, DiagnosticCodes.LimitNumber, mark, "characters in one number");

    /// <summary>Charges one more use of an anchored value at a depth.</summary>
    public bool ChargeAlias(Cost cost, int depth, Mark mark)
    {
        aliasNodes += cost.Nodes;
        aliasText += cost.Text;
        nodes += cost.Nodes;
        text += cost.Text;
        deepest = Math.Max(deepest, depth + cost.Height);
        return Within(aliasNodes, limits.AliasNodes, DiagnosticCodes.LimitAliasNodes, mark, "values from aliases")
            && Within(aliasText, limits.AliasText, DiagnosticCodes.LimitAliasText, mark, "characters from aliases")
            && Within(nodes, limits.Nodes, DiagnosticCodes.LimitNodes, mark, "values")
            && Within(depth + cost.Height, limits.Depth, DiagnosticCodes.LimitDepth, mark, "levels of nesting");
    }

    /// <summary>Starts to measure a value whose surroundings are <paramref name="depth"/> deep.</summary>
    public Snapshot Begin(int depth)
    {
        var snapshot = new Snapshot(nodes, text, deepest, depth);
        deepest = depth;
        return snapshot;
    }

    /// <summary>What the value cost since <see cref="Begin"/>.</summary>
    public Cost End(Snapshot start)
    {
        var cost = new Cost(nodes - start.Nodes, text - start.Text, deepest - start.Depth);
        deepest = Math.Max(deepest, start.Deepest);
        return cost;
    }

    bool ChargeNode(Mark mark) => Within(++nodes, limits.Nodes, DiagnosticCodes.LimitNodes, mark, "values");

    bool Within(long value, int limit, string code, Mark mark, string unit)
    {
        if (value <= limit)
            return true;
        diagnostics.Add(Diagnostic.Error(code, path.At(mark), $"The document has more than {limit} {unit}; the rest is not read."));
        return false;
    }
}
