using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Tests.Generator;

/// <summary>
/// Searches everything that an object references for objects that keep a compilation alive, or that never equal those of the next one.
/// </summary>
internal sealed class ObjectGraph
{
    private static readonly Type[] CompilerTypes =
    [
        typeof(ISymbol),
        typeof(SyntaxNode),
        typeof(SyntaxTree),
        typeof(SyntaxReference),
        typeof(Compilation),
        typeof(Location),
        typeof(Diagnostic),
        typeof(SemanticModel),
        typeof(AttributeData),
    ];

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>Returns the path to such an object, or <see langword="null"/> if there is none.</summary>
    public string? FindCompilerObject(object? value, string path = "value")
    {
        if (value is null || !IsOfInterest(value.GetType()) || (!value.GetType().IsValueType && !_seen.Add(value)))
        {
            return null;
        }

        if (CompilerTypes.Any(type => type.IsInstanceOfType(value)))
        {
            return $"{path}: {value.GetType()}";
        }

        if (value is Delegate function)
        {
            return FindCompilerObject(function.Target, path + ".Target");
        }

        if (value is Array array)
        {
            return FindIn(array, path);
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (
                FieldInfo field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            {
                if (IsOfInterest(field.FieldType) && FindCompilerObject(field.GetValue(value), $"{path}.{field.Name}") is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private string? FindIn(IEnumerable items, string path)
    {
        int index = 0;
        foreach (object? item in items)
        {
            if (FindCompilerObject(item, $"{path}[{index++}]") is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static bool IsOfInterest(Type type) =>
        !type.IsPrimitive && !type.IsEnum && !type.IsPointer && type != typeof(string) && !typeof(MemberInfo).IsAssignableFrom(type);
}
