namespace ArazzoDurable.Simulator.Conditions;

/// <summary>A position in a text that is being read.</summary>
sealed class TextCursor(string text)
{
    int position;

    /// <summary>Whether all is read.</summary>
    internal bool IsAtEnd => position >= text.Length;

    /// <summary>The next letter; NUL at the end.</summary>
    internal char Next => IsAtEnd ? '\0' : text[position];

    /// <summary>The letter after the next one; NUL at the end.</summary>
    internal char Second => position + 1 < text.Length ? text[position + 1] : '\0';

    /// <summary>The unread rest.</summary>
    internal string Rest => text[position..];

    /// <summary>Skips white space.</summary>
    internal TextCursor SkipSpace()
    {
        while (!IsAtEnd && char.IsWhiteSpace(Next))
            position++;
        return this;
    }

    /// <summary>Reads <paramref name="token"/> if it comes next.</summary>
    internal bool Take(string token)
    {
        if (string.CompareOrdinal(text, position, token, 0, token.Length) != 0)
            return false;
        position += token.Length;
        return true;
    }

    /// <summary>Whether <paramref name="token"/> comes next.</summary>
    internal bool Sees(string token) => string.CompareOrdinal(text, position, token, 0, token.Length) == 0;

    /// <summary>Reads one letter.</summary>
    internal char TakeOne() => text[position++];

    /// <summary>Reads the letters for which <paramref name="wanted"/> holds.</summary>
    internal string TakeWhile(Func<char, bool> wanted)
    {
        var start = position;
        while (!IsAtEnd && wanted(Next))
            position++;
        return text[start..position];
    }

    /// <summary>Reads a string in the quotes that come next; null when it has no end. A doubled quote or a backslash escapes.</summary>
    internal string? TakeQuoted()
    {
        var quote = TakeOne();
        var result = new System.Text.StringBuilder();
        while (!IsAtEnd)
        {
            var letter = TakeOne();
            if (letter == quote && Next == quote)
                result.Append(TakeOne());
            else if (letter == quote)
                return result.ToString();
            else if (letter == '\\' && !IsAtEnd)
                result.Append(Unescaped(TakeOne()));
            else
                result.Append(letter);
        }
        return null;
    }

    static string Unescaped(char letter) => letter switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        '\'' or '"' or '\\' or '/' => letter.ToString(),
        _ => $"\\{letter}",
    };
}
