using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ArazzoDurable.Runtime.Durability;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Runtime.Runs.Reservations;

/// <summary>A request for a run as it was understood: what makes two requests the same, whatever their spelling.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="WorkflowId">The workflow, chosen if none was named.</param>
/// <param name="Submission">The inputs and credentials, and how many items are at work at once.</param>
/// <param name="Options">The options as they are kept.</param>
sealed record SettledSubmit(string FlowId, string WorkflowId, RunSubmission Submission, RunOptions Options)
{
    /// <summary>A hash of all of it. It is to be made a keyed one before it is stored: inputs may be guessed.</summary>
    public byte[] Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, "flow", Encoding.UTF8.GetBytes(FlowId));
        Add(hash, "workflow", Encoding.UTF8.GetBytes(WorkflowId));
        Add(hash, "concurrency", Encoding.UTF8.GetBytes(Submission.MaxConcurrency.ToString(CultureInfo.InvariantCulture)));
        foreach (var inputs in Submission.Inputs)
            Add(hash, "inputs", Canonical(inputs));
        foreach (var (name, value) in Changed())
            Add(hash, $"option {name}", Canonical(value));
        foreach (var (name, credential) in Submission.Credentials)
            Add(hash, $"credential {name}", Encoding.UTF8.GetBytes(credential));
        return hash.GetHashAndReset();
    }

    /// <summary>The options that are not the default ones: so an option that a later release knows changes nothing for who does not use it.</summary>
    IEnumerable<(string Name, JsonElement Value)> Changed()
    {
        var defaults = JsonSerializer.SerializeToElement(RunOptions.Default, RuntimeJson.Default.RunOptions);
        return JsonSerializer.SerializeToElement(Options, RuntimeJson.Default.RunOptions).EnumerateObject()
            .Where(option => !defaults.TryGetProperty(option.Name, out var same) || !JsonElement.DeepEquals(option.Value, same))
            .OrderBy(option => option.Name, StringComparer.Ordinal)
            .Select(option => (option.Name, option.Value));
    }

    static void Add(IncrementalHash hash, string what, ReadOnlySpan<byte> bytes)
    {
        // Lengths keep what follows each other apart.
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{what.Length}:{what}{bytes.Length}:")));
        hash.AppendData(bytes);
    }

    static ReadOnlySpan<byte> Canonical(JsonElement value)
    {
        try
        {
            return CanonicalJson.Write(value);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair has no canonical form; such a value is the same when it is spelt the same.
            return JsonMarshal.GetRawUtf8Value(value);
        }
    }
}
