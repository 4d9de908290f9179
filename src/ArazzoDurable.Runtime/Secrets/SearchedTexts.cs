using System.Buffers;

namespace ArazzoDurable.Runtime.Secrets;

/// <summary>
/// Texts to look for, all at once: a response may hold as many secrets as it has strings, and looking for each of them by itself would
/// take the product of both. Not safe for use by several threads at once.
/// </summary>
sealed class SearchedTexts
{
    // Every text begins with so many characters of its own.
    const int Beginning = SecretScrubber.MinimumLength;

    readonly HashSet<string> texts = new(StringComparer.Ordinal);
    readonly Dictionary<string, SortedSet<int>> lengths = new(StringComparer.Ordinal);
    SearchValues<string>? beginnings;

    /// <summary>Whether there is nothing to look for.</summary>
    public bool IsEmpty => texts.Count == 0;

    /// <summary>The length of the longest one; 0 when there is none.</summary>
    public int Longest { get; private set; }

    /// <summary>Adds a text, which is not shorter than <see cref="SecretScrubber.MinimumLength"/>.</summary>
    /// <returns>Whether it is a new one.</returns>
    public bool Add(string text)
    {
        if (!texts.Add(text))
            return false;
        Longest = Math.Max(Longest, text.Length);
        var beginning = text[..Beginning];
        if (!lengths.TryGetValue(beginning, out var all))
        {
            lengths[beginning] = all = [];
            beginnings = null;
        }
        all.Add(text.Length);
        return true;
    }

    /// <summary>Where they are in a text; they may overlap.</summary>
    public IEnumerable<(int At, int Length)> In(string text)
    {
        if (IsEmpty)
            yield break;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            foreach (var length in LengthsAt(text, at))
            {
                if (length <= text.Length - at && texts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text.AsSpan(at, length)))
                    yield return (at, length);
            }
        }
    }

    int Next(string text, int from)
    {
        beginnings ??= SearchValues.Create([.. lengths.Keys], StringComparison.Ordinal);
        var found = text.AsSpan(from).IndexOfAny(beginnings);
        return found < 0 ? -1 : from + found;
    }

    SortedSet<int> LengthsAt(string text, int at) => lengths.GetAlternateLookup<ReadOnlySpan<char>>()[text.AsSpan(at, Beginning)];
}
