using System.Collections.Immutable;
using System.Globalization;

namespace ArazzoDurable.Simulator.Conditions;

/// <summary>Reads the paths of a condition: JSONPath from the context or the item, JSON Pointers, and runtime expressions.</summary>
/// <param name="text">The condition.</param>
/// <param name="context">What <c>$</c> stands for; null in a simple condition.</param>
/// <param name="filter">Reads what stands in a filter.</param>
sealed class PathReader(TextCursor text, Place? context, Func<Condition?> filter)
{
    /// <summary>Reads the path that comes next.</summary>
    /// <param name="place">What it names.</param>
    /// <param name="isLength">Whether it ends in a length.</param>
    /// <returns>Whether it is a path.</returns>
    internal bool TryRead(out Place place, out bool isLength)
    {
        isLength = false;
        var read = Start();
        place = read ?? Place.Of(new Origin.Elsewhere(""));
        if (read is null)
            return false;
        var isCalled = text.Take("()");
        isLength = place.Path is [.., Segment.Name { Text: "length" }] || (isCalled && place.Path is [.., Segment.Name { Text: "size" }]);
        if (isCalled && !isLength)
            return false;
        if (isLength)
            place = place with { Path = place.Path[..^1] };
        return true;
    }

    Place? Start()
    {
        if (text.Take("@"))
            return Way(Place.Of(new Origin.Item()));
        if (text.Take("#"))
            return context is not null && PlaceReader.Pointer(text.TakeWhile(letter => !IsEnd(letter))) is { } path ? context.Then(path) : null;
        if (text.Take("{"))
        {
            var inner = PlaceReader.Read(text.TakeWhile(letter => letter != '}'));
            return text.Take("}") ? inner : null;
        }
        if (context is not null && !char.IsLetter(text.Second))
            return text.Take("$") ? Way(context) : null;
        return PlaceReader.Read(text.TakeWhile(letter => !IsEnd(letter) && letter is not ']' and not ','));
    }

    static bool IsEnd(char letter) => char.IsWhiteSpace(letter) || letter is ')' or '=' or '!' or '<' or '>' or '&' or '|';

    Place? Way(Place start)
    {
        var path = ImmutableArray.CreateBuilder<Segment>();
        while (true)
        {
            if (text.Take(".."))
            {
                path.Add(new Segment.Below());
                if (text.Next != '[' && !TryName(path))
                    return null;
            }
            else if (text.Take("."))
            {
                if (!TryName(path))
                    return null;
            }
            else if (text.Take("["))
            {
                if (Bracket() is not { } segment)
                    return null;
                path.Add(segment);
            }
            else
            {
                return start.Then(path);
            }
        }
    }

    bool TryName(ImmutableArray<Segment>.Builder path)
    {
        if (text.Take("*"))
        {
            path.Add(new Segment.Every());
            return true;
        }
        var name = text.TakeWhile(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '$' or ':' || letter > '\x7f');
        path.Add(new Segment.Name(name));
        return name.Length > 0;
    }

    Segment? Bracket()
    {
        var segment = text.SkipSpace().Next switch
        {
            '\'' or '"' => text.TakeQuoted() is { } name ? new Segment.Name(name) : null,
            '*' => text.Take("*") ? new Segment.Every() : null,
            '?' => text.Take("?") && filter() is { } condition ? new Segment.Where(condition) : null,
            _ => int.TryParse(text.TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '-'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
                ? new Segment.Index(index)
                : (Segment?)null,
        };
        return segment is not null && text.SkipSpace().Take("]") ? segment : null;
    }
}
