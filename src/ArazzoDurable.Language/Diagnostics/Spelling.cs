namespace ArazzoDurable.Language.Diagnostics;

/// <summary>Finds the name that was meant by a misspelt one.</summary>
public static class Spelling
{
    const int MostEdits = 2;

    // Every unknown name of a hostile document is compared with these.
    const int MostCandidates = 200;

    // A name that is longer was hardly mistyped by two letters only.
    const int MostLetters = 100;

    /// <summary>The closest known name: one that differs in case only, else one within two edits; null when there is none.</summary>
    public static string? Closest(string name, IEnumerable<string> known)
    {
        string? best = null;
        var fewest = MostEdits + 1;
        foreach (var candidate in known.Take(MostCandidates))
        {
            var edits = string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, candidate);
            // Two edits turn any short name into any other.
            if (edits < fewest && edits < Math.Max(name.Length, candidate.Length) - edits)
                (best, fewest) = (candidate, edits);
        }
        return best;
    }

    /// <summary>The question that proposes the closest known name, with what stands before it; null when there is none.</summary>
    public static string? Hint(string name, IEnumerable<string> known, string prefix = "") =>
        Closest(name, known) is { } closest ? $"Did you mean '{prefix}{closest}'?" : null;

    /// <summary>How many letters have to be put in, taken out, replaced or swapped with their neighbour; more than two are not counted out.</summary>
    static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > MostEdits || left.Length > MostLetters)
            return MostEdits + 1;
        const int Row = MostLetters + MostEdits + 1;
        Span<int> before = stackalloc int[Row];
        Span<int> last = stackalloc int[Row];
        Span<int> next = stackalloc int[Row];
        for (var j = 0; j <= right.Length; j++)
            last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            next[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                next[j] = Math.Min(replaced, Math.Min(last[j], next[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    next[j] = Math.Min(next[j], before[j - 2] + 1);
            }
            var spent = before;
            before = last;
            last = next;
            next = spent;
        }
        return last[right.Length];
    }
}
