using System.Text;
using ArazzoDurable.Simulator.Conditions;

namespace ArazzoDurable.Simulator.Bodies;

/// <summary>Makes texts in which a regular expression is found: those of letters, classes, groups, alternatives and counts; of others none.</summary>
sealed class PatternSample
{
    const int MaxLength = 10_000;
    const string Candidates = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.:/@#,;+*!?'\"()[]{}<>=&%$~^|\\`\t\n";

    readonly TextCursor text;

    PatternSample(string pattern) => text = new TextCursor(pattern);

    /// <summary>A text that the pattern is found in, always the same; null when none was found.</summary>
    internal static string? Make(string pattern)
    {
        if (Patterns.Read(pattern) is not { } regex)
            return null;
        var reader = new PatternSample(pattern);
        return reader.Either() is { } sample && reader.text.IsAtEnd && Patterns.IsMatch(regex, sample) ? sample : null;
    }

    // The first alternative is taken; the others are read all the same.
    string? Either()
    {
        var first = Row();
        while (first is not null && text.Take("|"))
        {
            if (Row() is null)
                return null;
        }
        return first;
    }

    string? Row()
    {
        var row = new StringBuilder();
        while (!text.IsAtEnd && text.Next is not ('|' or ')') && row.Length <= MaxLength)
        {
            if (Piece() is not { } piece || Repeated(piece) is not { } repeated)
                return null;
            row.Append(repeated);
        }
        return row.Length <= MaxLength ? row.ToString() : null;
    }

    string? Piece()
    {
        var letter = text.TakeOne();
        switch (letter)
        {
            case '^' or '$':
                return "";
            case '.':
                return "x";
            case '(':
                if (text.Take("?") && !text.Take(":"))
                    return null;
                return Either() is { } inner && text.Take(")") ? inner : null;
            case '[':
                return Class();
            case '\\':
                return text.IsAtEnd ? null : Escaped(text.TakeOne());
            default:
                return letter.ToString();
        }
    }

    static string? Escaped(char letter) => letter switch
    {
        'd' => "1",
        'w' => "a",
        's' => " ",
        'D' or 'S' => "a",
        'W' => "-",
        'b' or 'A' or 'z' or 'Z' => "",
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        _ when char.IsAsciiLetterOrDigit(letter) => null,
        _ => letter.ToString(),
    };

    // What is in a class is for the class itself to say.
    string? Class()
    {
        var content = new StringBuilder("[");
        if (text.Next == ']')
            content.Append('\\').Append(text.TakeOne());
        while (!text.IsAtEnd && text.Next != ']')
        {
            content.Append(text.TakeOne());
            if (content[^1] == '\\' && !text.IsAtEnd)
                content.Append(text.TakeOne());
        }
        return text.Take("]") && Patterns.Read($"{content}]") is { } regex
            ? Candidates.Select(candidate => candidate.ToString()).FirstOrDefault(candidate => Patterns.IsMatch(regex, candidate))
            : null;
    }

    string? Repeated(string piece)
    {
        var times = 1;
        if (text.Take("*") || text.Take("?"))
            times = 0;
        else if (text.Take("+"))
            times = 1;
        else if (text.Next == '{' && char.IsAsciiDigit(text.Second))
        {
            text.Take("{");
            if (!int.TryParse(text.TakeWhile(char.IsAsciiDigit), out times) || times > MaxLength)
                return null;
            text.TakeWhile(letter => letter != '}');
            text.Take("}");
        }
        _ = text.Take("?") || text.Take("+");
        return piece.Length * times > MaxLength ? null : string.Concat(Enumerable.Repeat(piece, times));
    }
}
