using System.Text.Json;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Schemas;

namespace ArazzoDurable.Runtime.Secrets;

/// <summary>
/// Decides which inputs are secret, and seals them before they reach any store. For each place, from the outside in:
/// <list type="number">
/// <item>a member whose name is listed by the submit is secret, with all that is in it;</item>
/// <item><c>x-secret</c> of its schema decides, true or false;</item>
/// <item><c>format: password</c> or <c>writeOnly: true</c> makes it secret;</item>
/// <item>else it is as what holds it, and when that says nothing either, a string is secret if its name, or the name of an object or array
/// that holds it, tells so (<see cref="SecretNames"/>).</item>
/// </list>
/// </summary>
public static class SecretInputs
{
    /// <summary>
    /// Seals the secret strings, numbers and booleans of clear inputs, each by itself; nulls and the structure stay. An object that
    /// merely looks sealed is sealed as a whole and thereby opens to what it was.
    /// </summary>
    /// <param name="inputs">The inputs of one item, in clear.</param>
    /// <param name="marks">What their schema says about secrecy.</param>
    /// <param name="listed">Names that the submit lists as secret; a member of such a name counts at any depth.</param>
    /// <param name="sealer">Seals.</param>
    /// <param name="scope">The id of the run.</param>
    /// <returns>The inputs with the secrets sealed; the same element when there is none.</returns>
    public static JsonElement Seal(
        JsonElement inputs, IEnumerable<SecretMark> marks, IReadOnlyCollection<string> listed, Sealer sealer, string scope)
    {
        var walk = new Walk(marks.ToDictionary(mark => mark.Instance), [.. listed], sealer, scope);
        walk.Write(inputs, JsonPointer.Root, Secrecy.Unsaid);
        return walk.HasSealed ? walk.Result.ToElement() : inputs;
    }

    enum Secrecy
    {
        Unsaid,
        Named,
        Clear,
        Secret,
        Listed,
    }

    sealed class Walk(Dictionary<JsonPointer, SecretMark> marks, HashSet<string> listed, Sealer sealer, string scope)
    {
        public RawJson Result { get; } = new();

        public bool HasSealed { get; private set; }

        public void Write(JsonElement node, JsonPointer at, Secrecy outer)
        {
            var secrecy = Judge(at, outer);
            if (Sealer.IsSealed(node) || IsSecret(node, secrecy))
            {
                HasSealed = true;
                Result.Value(sealer.Seal(node, scope));
                return;
            }
            switch (node.ValueKind)
            {
                case JsonValueKind.Object:
                    WriteMembers(node, at, secrecy);
                    break;
                case JsonValueKind.Array:
                    WriteElements(node, at, secrecy);
                    break;
                default:
                    Result.Value(node);
                    break;
            }
        }

        void WriteMembers(JsonElement node, JsonPointer at, Secrecy secrecy)
        {
            Result.Start(JsonValueKind.Object);
            foreach (var member in node.EnumerateObject())
            {
                Result.Name(member);
                Write(member.Value, at.Append(member.Name), Named(member.Name, secrecy));
            }
            Result.End(JsonValueKind.Object);
        }

        void WriteElements(JsonElement node, JsonPointer at, Secrecy secrecy)
        {
            Result.Start(JsonValueKind.Array);
            var index = 0;
            foreach (var element in node.EnumerateArray())
                Write(element, at.Append(index++), secrecy);
            Result.End(JsonValueKind.Array);
        }

        Secrecy Named(string name, Secrecy outer) => outer switch
        {
            _ when listed.Contains(name) => Secrecy.Listed,
            Secrecy.Unsaid when SecretNames.IsTelling(name) => Secrecy.Named,
            _ => outer,
        };

        Secrecy Judge(JsonPointer at, Secrecy outer) => marks.GetValueOrDefault(at) switch
        {
            _ when outer == Secrecy.Listed => outer,
            { XSecret: true } => Secrecy.Secret,
            { XSecret: false } => Secrecy.Clear,
            { Password: true } or { WriteOnly: true } => Secrecy.Secret,
            _ => outer,
        };

        static bool IsSecret(JsonElement node, Secrecy secrecy) => node.ValueKind switch
        {
            JsonValueKind.String => secrecy is Secrecy.Named or Secrecy.Secret or Secrecy.Listed,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => secrecy is Secrecy.Secret or Secrecy.Listed,
            _ => false,
        };
    }
}
