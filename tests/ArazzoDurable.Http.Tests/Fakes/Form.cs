using System.Text;

namespace ArazzoDurable.Http.Tests.Fakes;

/// <summary>Writes forms as browsers and curl do.</summary>
static class Form
{
    public const string Boundary = "----boundary-7f3a";

    public static byte[] Of(params IEnumerable<(string Name, string Text)> parts) => Encoding.UTF8.GetBytes(
        string.Concat(parts.Select(part =>
            $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{part.Name}\"; filename=\"{part.Name}.yaml\"\r\nContent-Type: application/octet-stream\r\n\r\n{part.Text}\r\n"))
        + $"--{Boundary}--\r\n");
}
