using System.Text;

namespace ArazzoDurable.Http.Requests;

/// <summary>How the members of requests may be spelled.</summary>
static class MemberName
{
    /// <summary>A name in camelCase as <c>snake_case</c>, as some clients of the runs protocol write it: <c>flowId</c> is <c>flow_id</c>.</summary>
    public static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter))
                snake.Append('_').Append(char.ToLowerInvariant(letter));
            else
                snake.Append(letter);
        }
        return snake.ToString();
    }
}
