using System.Text;

namespace ArazzoDurable.Language.JsonPath.Regexps;

/// <summary>
/// Reads what stands for one character out of a set (RFC 9485, charClass): <c>[…]</c>, <c>\p{…}</c>, <c>\P{…}</c> or an escaped character.
/// </summary>
sealed class CharacterClassParser(string text, int start)
{
    int position = start;

    /// <summary>The set whose <c>[</c> or <c>\</c> is at the start; null when it is malformed.</summary>
    public CodePointSet? Parse(out int end)
    {
        var set = Take('[') ? Brackets() : Category() ?? (Member() is { } member ? CodePointSet.Of([(member, member)]) : null);
        end = position;
        return set;
    }

    CodePointSet? Brackets()
    {
        var negative = Take('^');
        var ranges = new List<(int First, int Last)>();
        if (Take('-'))
            ranges.Add(('-', '-'));
        while (!Take(']'))
        {
            if (Category() is { } category)
                ranges.AddRange(category.Ranges);
            else if (Range() is { } range)
                ranges.Add(range);
            else if (Take('-') && Peek() == ']')
                ranges.Add(('-', '-'));
            else
                return null;
        }
        if (ranges.Count == 0)
            return null;
        var set = CodePointSet.Of(ranges);
        return negative ? set.Complement() : set;
    }

    (int First, int Last)? Range()
    {
        if (Member() is not { } first)
            return null;
        var end = position;
        if (!Take('-'))
            return (first, first);
        if (Peek() == ']')
        {
            // A hyphen before the bracket stands for itself.
            position = end;
            return (first, first);
        }
        return Member() is { } last && first <= last ? (first, last) : null;
    }

    /// <summary>A category; null, at the same place, where none stands.</summary>
    CodePointSet? Category()
    {
        if (Peek() != '\\' || position + 2 >= text.Length || text[position + 1] is not ('p' or 'P') || text[position + 2] != '{')
            return null;
        var end = text.IndexOf('}', position);
        if (end < 0 || UnicodeCategories.Find(text[(position + 3)..end]) is not { } category)
            return null;
        var negative = text[position + 1] == 'P';
        position = end + 1;
        return negative ? category.Complement() : category;
    }

    int? Member()
    {
        if (Take('\\'))
            return Escaped();
        if (Peek() is null or '-' or '[' or ']')
            return null;
        if (Rune.DecodeFromUtf16(text.AsSpan(position), out var rune, out var length) != System.Buffers.OperationStatus.Done)
            return null;
        position += length;
        return rune.Value;
    }

    int? Escaped()
    {
        int? meant = Peek() switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            >= '(' and <= '+' or '-' or '.' or '?' or >= '[' and <= '^' or >= '{' and <= '}' => Peek(),
            _ => null,
        };
        position++;
        return meant;
    }

    char? Peek() => position < text.Length ? text[position] : null;

    bool Take(char expected)
    {
        if (Peek() != expected)
            return false;
        position++;
        return true;
    }
}
