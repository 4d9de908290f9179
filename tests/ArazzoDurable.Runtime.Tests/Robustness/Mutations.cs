using System.Text;

namespace ArazzoDurable.Runtime.Tests.Robustness;

/// <summary>Documents in which bytes or lines were damaged by chance.</summary>
static class Mutations
{
    static readonly byte[][] Pieces =
    [
        [0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0], [0xEF, 0xBB, 0xBF], "&a "u8.ToArray(), "*a "u8.ToArray(), "<<: *a\n"u8.ToArray(), "!!binary "u8.ToArray(), "!!set "u8.ToArray(),
        "!!float "u8.ToArray(), "!<tag:x> "u8.ToArray(), "---\n"u8.ToArray(), "...\n"u8.ToArray(), "%YAML 9.9\n"u8.ToArray(), "? "u8.ToArray(), "| \n"u8.ToArray(), ">-\n"u8.ToArray(), "\t"u8.ToArray(),
        "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), "\""u8.ToArray(), "'"u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(), "\\ud800"u8.ToArray(), "\\u12"u8.ToArray(), "#"u8.ToArray(),
        "{$"u8.ToArray(), "$"u8.ToArray(), "(("u8.ToArray(), "&&"u8.ToArray(), "~"u8.ToArray(), "%"u8.ToArray(), "1e999"u8.ToArray(), ".nan"u8.ToArray(), "\r"u8.ToArray(), "\u2028"u8.ToArray(), "\u0085"u8.ToArray(),
    ];

    /// <summary>Up to three places at which bytes were put in, taken out or overwritten.</summary>
    public static (string Name, byte[] Text) OfBytes(Random random, (string Name, string Text) valid)
    {
        var bytes = Encoding.UTF8.GetBytes(valid.Text).ToList();
        var said = new List<string>();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var at = random.Next(bytes.Count);
            var piece = Pieces[random.Next(Pieces.Length)];
            var length = Math.Min(random.Next(0, 6), bytes.Count - at);
            bytes.RemoveRange(at, length);
            bytes.InsertRange(at, piece);
            said.Add($"{length} bytes at {at} became {Convert.ToHexString(piece)}");
        }
        return ($"{valid.Name}, {string.Join(", ", said)}", [.. bytes]);
    }

    /// <summary>A line twice, left out, moved, or indented otherwise: duplicate keys and broken structures.</summary>
    public static (string Name, byte[] Text) OfLines(Random random, (string Name, string Text) valid)
    {
        var lines = valid.Text.Split('\n').ToList();
        var at = random.Next(1, lines.Count - 1);
        var line = lines[at];
        var how = random.Next(6);
        switch (how)
        {
            case 0:
                lines.Insert(at, line);
                break;
            case 1:
                lines.RemoveAt(at);
                break;
            case 2:
                lines.RemoveAt(at);
                lines.Insert(random.Next(lines.Count), line);
                break;
            case 3:
                lines[at] = "  " + line;
                break;
            case 4:
                lines[at] = line.TrimStart();
                break;
            default:
                lines[at] = line.Split(':')[0] + ":";
                break;
        }
        return ($"{valid.Name}, line {at} changed in way {how}", Encoding.UTF8.GetBytes(string.Join('\n', lines)));
    }
}
