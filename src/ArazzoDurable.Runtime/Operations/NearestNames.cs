namespace ArazzoDurable.Runtime.Operations;

/// <summary>Finds what somebody who mistyped a name may have meant.</summary>
static class NearestNames
{
    const int MaxSuggestions = 3;

    // A name that is longer was not typed.
    const int MaxLength = 200;

    /// <summary>A question such as <c>Did you mean 'a' or 'b'?</c>; null when no name is near.</summary>
    public static string? DidYouMean(string name, IEnumerable<string> candidates)
    {
        if (name.Length > MaxLength)
            return null;
        var (most, lower) = (Math.Max(2, name.Length / 3), name.ToLowerInvariant());
        var near = candidates.Where(candidate => Math.Abs(candidate.Length - name.Length) <= most).Distinct(StringComparer.Ordinal)
            .Select(candidate => (candidate, Distance: Distance(lower, candidate.ToLowerInvariant())))
            .Where(pair => pair.Distance <= most)
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(MaxSuggestions)
            .Select(pair => $"'{pair.candidate}'")
            .ToArray();
        return near.Length == 0 ? null : $"Did you mean {string.Join(" or ", near)}?";
    }

    // Levenshtein's distance, one row at a time.
    static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
