using System.Collections.Immutable;
using System.Text.Json;
using ArazzoDurable.Language.Schemas.Keywords;

namespace ArazzoDurable.Language.Schemas;

/// <summary>Walks a value and its schemas together and gathers what these say about secrecy.</summary>
static class SecretMarking
{
    internal static ImmutableArray<SecretMark> Find(JsonElement instance, SchemaNode root)
    {
        var marks = ImmutableArray.CreateBuilder<SecretMark>();
        Walk(instance, null, new ApplicableSchemas([root], Reach.Possible), marks);
        return marks.ToImmutable();
    }

    static void Walk(JsonElement value, InstancePath? at, ApplicableSchemas schemas, ImmutableArray<SecretMark>.Builder marks)
    {
        if (schemas.Schemas.Count == 0)
            return;
        if (schemas.Schemas.Select(node => node.Secrecy).OfType<SecretMark>().ToList() is [_, ..] said)
            marks.Add(said.Aggregate(Combine) with { Instance = InstancePath.ToPointer(at) });
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    Walk(member.Value, new InstancePath(at, member.Name, 0), schemas.ForMember(member.Name), marks);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var element in value.EnumerateArray())
                    Walk(element, new InstancePath(at, null, index), schemas.ForElement(index++), marks);
                break;
        }
    }

    static SecretMark Combine(SecretMark one, SecretMark other) => one with
    {
        XSecret = one.XSecret is true || other.XSecret is true ? true : one.XSecret ?? other.XSecret,
        Password = one.Password || other.Password,
        WriteOnly = one.WriteOnly || other.WriteOnly,
    };
}
