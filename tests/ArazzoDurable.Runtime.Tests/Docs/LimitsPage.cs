using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace ArazzoDurable.Runtime.Tests.Docs;

/// <summary>The page <c>docs/limits.md</c>: its rows that begin with a limit's name, and the default that each gives. The Functions host's are held to its code by its own tests.</summary>
static partial class LimitsPage
{
    const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    const string FunctionsSection = "## Azure Functions host";

    /// <summary>The default column by the limit's name, such as <c>SyntaxLimits.Bytes</c>.</summary>
    public static IReadOnlyDictionary<string, string> Read() => Read(section => section != FunctionsSection);

    /// <summary>The same of the Functions host.</summary>
    public static IReadOnlyDictionary<string, string> ReadFunctions() => Read(section => section == FunctionsSection);

    /// <summary>The value that a limit has in the code.</summary>
    /// <param name="assemblies">Where the code is.</param>
    /// <param name="name">The limit's name.</param>
    public static object ValueOf(IEnumerable<Assembly> assemblies, string name)
    {
        var (type, member) = (name.Split('.')[0], name.Split('.')[1]);
        var found = assemblies.SelectMany(assembly => assembly.GetTypes()).Where(candidate => candidate.Name == type)
            .SelectMany(candidate => candidate.GetMember(member, Everything)).ToArray();
        return found switch
        {
            [FieldInfo { IsLiteral: true } constant] => constant.GetRawConstantValue()!,
            [FieldInfo { IsStatic: true } field] => field.GetValue(null)!,
            [PropertyInfo property] => property.GetValue(property.GetMethod!.IsStatic ? null : DefaultOf(property.DeclaringType!))!,
            _ => throw new InvalidOperationException($"docs/limits.md names {name}, of which there are {found.Length} in the code."),
        };
    }

    /// <summary>The limits of a type whose every number and time is one.</summary>
    public static IEnumerable<string> LimitsOf(Type budget) => budget
        .GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(member => TypeOf(member) is { } type && (type == typeof(int) || type == typeof(double) || type == typeof(TimeSpan)))
        .Select(member => $"{budget.Name}.{member.Name}");

    static Dictionary<string, string> Read(Func<string, bool> isAbout)
    {
        var (section, rows) = ("", new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "limits.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                section = line;
            if (isAbout(section) && Row().Match(line) is { Success: true } match)
                rows.Add(match.Groups["name"].Value, match.Groups["default"].Value.Trim());
        }
        return rows;
    }

    static object DefaultOf(Type type) => type.GetProperty("Default")?.GetValue(null) ?? Activator.CreateInstance(type)!;

    static Type? TypeOf(MemberInfo member) => member switch
    {
        PropertyInfo property => property.PropertyType,
        FieldInfo field => field.FieldType,
        _ => null,
    };

    /// <summary>A value as the page writes it: digits in groups, times in their largest whole unit.</summary>
    public static string Spell(object value) => value switch
    {
        int or long => string.Create(CultureInfo.InvariantCulture, $"{value:N0}"),
        double number => number.ToString(CultureInfo.InvariantCulture),
        TimeSpan time when time == TimeSpan.FromHours((int)time.TotalHours) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours} h"),
        TimeSpan time when time.TotalSeconds >= 120 && time.Seconds == 0 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes} min"),
        TimeSpan time when time.TotalSeconds >= 1 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s"),
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds} ms"),
        _ => throw new ArgumentException($"The page has no limits of the type {value.GetType()}.", nameof(value)),
    };

    [GeneratedRegex(@"^\| `(?<name>\w+\.\w+)` \| (?<default>[^|]+)\|", RegexOptions.CultureInvariant)]
    private static partial Regex Row();
}
