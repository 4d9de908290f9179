namespace ArazzoDurable.Cli.Tests;

/// <summary>Holds docs/cli.md to the commands.</summary>
public sealed class CommandPageTests
{
    static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "cli.md"));

    [Fact]
    public void Every_command_has_a_section_with_all_its_options()
    {
        foreach (var command in CommandPage.Commands)
        {
            var section = Section(command.Name);
            foreach (var option in command.Options.Where(option => option.Name != "--help"))
                section.ShouldContain($"`{option.Name}", Case.Sensitive, $"the section of 'arazzo {command.Name}'");
        }
    }

    [Fact]
    public void Every_command_line_of_the_page_is_one()
    {
        var lines = Page.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("arazzo ", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBeGreaterThan(20);
        foreach (var line in lines)
            CommandPage.Problems(line).ShouldBeEmpty(line);
    }

    static string Section(string command)
    {
        var start = Page.IndexOf($"\n## {command}\n", StringComparison.Ordinal);
        start.ShouldBeGreaterThan(0, $"a section of 'arazzo {command}'");
        var end = Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        var section = end < 0 ? Page[start..] : Page[start..end];
        // Options that several commands share stand once.
        var shared = Page.IndexOf("\n## Options of every command on a server\n", StringComparison.Ordinal);
        return section.Contains("[options of every command on a server]", StringComparison.Ordinal)
            ? section + Page[shared..Page.IndexOf("\n## ", shared + 1, StringComparison.Ordinal)]
            : section;
    }
}
