using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ArazzoDurable.Language.JsonPath.Parsing;

/// <summary>Reads operands of filters (literals, queries, calls of functions) and holds calls to the types of their arguments.</summary>
sealed class OperandParser(Scanner scanner)
{
    public Argument? Parse()
    {
        var start = scanner.Position;
        switch (scanner.Current)
        {
            case '$' or '@':
                return new QueryParser(scanner).Parse() is { } query ? new Argument.Nodes(query, start, query.Text) : null;
            case '\'' or '"':
                return Literals.String(scanner) is { } text ? Literal(start, Quoted(text)) : null;
            case '-' or (>= '0' and <= '9'):
                return Literals.Number(scanner) is { } digits ? Literal(start, digits) : null;
            case >= 'a' and <= 'z':
                return Word(start);
            default:
                scanner.Expected("a literal, a query or a function");
                return null;
        }
    }

    /// <summary>The argument as a value; null, with an error, when it is not one.</summary>
    public Comparable? AsValue(Argument argument, string user)
    {
        switch (argument)
        {
            case Argument.Value value:
                return value.Comparable;
            case Argument.Nodes { Query.IsSingular: true } nodes:
                return new Comparable.Singular(nodes.Query);
            case Argument.Nodes:
                scanner.Reject(argument.Position, $"{user} takes a value, but {argument.Text} may select several nodes.");
                return null;
            default:
                scanner.Reject(argument.Position, $"{user} takes a value, but {argument.Text} is true or false.");
                return null;
        }
    }

    static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    Argument.Value Literal(int start, string json) => new(new Comparable.Literal(JsonElement.Parse(json)), start, scanner.Since(start));

    Argument? Word(int start)
    {
        while (scanner.Current is '_' or (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            scanner.Position++;
        var word = scanner.Since(start);
        if (scanner.Current == '(')
            return Call(start, word);
        if (word is "true" or "false" or "null")
            return Literal(start, word);
        scanner.Reject(start, $"Expected a literal, a query or a function, but found the word '{word}'.");
        return null;
    }

    Argument? Call(int start, string name)
    {
        if (name is not ("length" or "count" or "value" or "match" or "search"))
        {
            scanner.Reject(start, $"There is no function {name}(); RFC 9535 has length, count, value, match and search.");
            return null;
        }
        if (!scanner.Enter() || Arguments() is not { } arguments)
            return null;
        scanner.Leave();
        var takes = name is "match" or "search" ? 2 : 1;
        if (arguments.Length != takes)
        {
            scanner.Reject(start, string.Create(
                CultureInfo.InvariantCulture, $"{name}() takes {takes} argument{(takes == 1 ? "" : "s")}, but has {arguments.Length}."));
            return null;
        }
        return takes == 2 ? Matching(name, arguments, start) : Measuring(name, arguments[0], start);
    }

    ImmutableArray<Argument>? Arguments()
    {
        var arguments = ImmutableArray.CreateBuilder<Argument>();
        scanner.TryTake('(');
        scanner.SkipWhitespace();
        if (scanner.TryTake(')'))
            return [];
        while (Parse() is { } argument)
        {
            arguments.Add(argument);
            scanner.SkipWhitespace();
            if (scanner.TryTake(')'))
                return arguments.DrainToImmutable();
            if (!scanner.TryTake(','))
            {
                scanner.Expected("',' or ')'");
                return null;
            }
            scanner.SkipWhitespace();
        }
        return null;
    }

    Argument.Logical? Matching(string name, ImmutableArray<Argument> arguments, int start)
    {
        if (AsValue(arguments[0], $"{name}()") is not { } text || AsValue(arguments[1], $"{name}()") is not { } pattern)
            return null;
        return new Argument.Logical(new FilterExpression.Matches(text, pattern, Whole: name == "match"), start, scanner.Since(start));
    }

    Argument.Value? Measuring(string name, Argument argument, int start)
    {
        Comparable? measured = null;
        if (name == "length")
            measured = AsValue(argument, "length()") is { } value ? new Comparable.Length(value) : null;
        else if (argument is Argument.Nodes nodes)
            measured = name == "count" ? new Comparable.Count(nodes.Query) : new Comparable.Value(nodes.Query);
        else
            scanner.Reject(argument.Position, $"{name}() takes a query, but {argument.Text} is none.");
        return measured is null ? null : new Argument.Value(measured, start, scanner.Since(start));
    }
}
