using System.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ArazzoDurable.Language.Syntax;

/// <summary>The events of a YAML text, one at a time.</summary>
sealed class YamlEvents(string text)
{
    readonly Parser parser = new(new StringReader(text));

    /// <summary>The event at hand; there is one after the first <see cref="MoveNext"/>.</summary>
    public ParsingEvent Current => parser.Current ?? throw new UnreachableException("No event was read, or the text is at its end.");

    /// <summary>Moves to the next event.</summary>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public void MoveNext()
    {
        try
        {
            parser.MoveNext();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The parser gives up in this way on a few malformed texts: flow lists that are never closed, tags that are no URIs.
            var mark = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(mark, mark, "The structure or a tag is broken.", exception);
        }
    }

    /// <summary>The event at hand, which must be of a kind.</summary>
    /// <exception cref="YamlException">It is not.</exception>
    public TEvent Expect<TEvent>()
        where TEvent : ParsingEvent
    {
        // A few malformed texts, keys without a name among them, come through the parser as events that do not pair up.
        return Current as TEvent ?? throw new YamlException(Current.Start, Current.End, "A key or a value is missing.");
    }

    /// <summary>Moves past the event at hand, which must be of a kind.</summary>
    /// <exception cref="YamlException">It is not, or what follows is not YAML.</exception>
    public void Pass<TEvent>()
        where TEvent : ParsingEvent
    {
        Expect<TEvent>();
        MoveNext();
    }
}
