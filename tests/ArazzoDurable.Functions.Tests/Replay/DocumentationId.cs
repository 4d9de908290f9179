using System.Reflection;

namespace ArazzoDurable.Functions.Tests.Replay;

/// <summary>Finds what a documentation id names, such as <c>M:System.Guid.NewGuid</c>.</summary>
static class DocumentationId
{
    const BindingFlags Any = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Whether there is such a type or member.</summary>
    public static bool IsReal(string id) => id[0] switch
    {
        'T' => FindType(id[2..]) is not null,
        'P' => FindType(Owner(id)) is { } owner && owner.GetProperties(Any).Any(property => $"P:{owner.FullName}.{property.Name}" == id),
        'M' => FindType(Owner(id)) is { } owner && owner.GetMethods(Any).Cast<MethodBase>().Concat(owner.GetConstructors(Any)).Any(method => Of(method) == id),
        _ => false,
    };

    static Type? FindType(string name) => AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic)
        .Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null)
        ?? Directory.EnumerateFiles(DotNetFolder.Runtime, "System.*.dll").Select(file => Load(file)?.GetType(name)).FirstOrDefault(type => type is not null);

    static Assembly? Load(string file)
    {
        try
        {
            return Assembly.Load(AssemblyName.GetAssemblyName(file));
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    static string Owner(string id)
    {
        var name = id[2..].Split('(')[0];
        return name[..name.LastIndexOf('.')];
    }

    static string Of(MethodBase method)
    {
        var name = method.IsConstructor ? "#ctor" : method.Name;
        var arity = method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";
        var parameters = method.GetParameters() is { Length: > 0 } all ? $"({string.Join(',', all.Select(parameter => Of(parameter.ParameterType)))})" : "";
        return $"M:{method.DeclaringType!.FullName}.{name}{arity}{parameters}";
    }

    static string Of(Type type) =>
        type.IsByRef ? Of(type.GetElementType()!) + "@"
        : type.IsArray ? Of(type.GetElementType()!) + "[]"
        : type.IsGenericParameter ? (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition
        : type.IsGenericType ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(Of))}}}"
        : type.FullName!;
}
