using KoffiGen.CSharp;

namespace KoffiGen.Binding.Calls;

/// <summary>The C# types of arguments of asynchronous calls, and their counterparts in the synchronous call.</summary>
internal static class AsynchronousTypes
{
    /// <summary>Returns the parameter of the synchronous call.</summary>
    public static ParameterDeclaration ToSynchronous(ParameterDeclaration parameter) =>
        parameter.Type switch
        {
            CSharpType.Memory memory => parameter with
            {
                Type = new CSharpType.Span(memory.ElementType) { IsReadOnly = memory.IsReadOnly },
            },
            CSharpType.KoffiMemory memory => parameter with { Type = new CSharpType.Span(memory.ElementType) },
            _ => parameter,
        };

    /// <summary>Returns the parameter of the asynchronous call.</summary>
    public static ParameterDeclaration ToAsynchronous(ParameterDeclaration parameter) =>
        parameter with
        {
            RefKind = ByRefKind.None,
            Type = ToMemory(parameter.Type),
        };

    /// <summary>Returns <c>Memory&lt;T&gt;</c> for a span, which another thread cannot use, and any other type unchanged.</summary>
    public static CSharpType ToMemory(CSharpType type) =>
        type is CSharpType.Span span ? new CSharpType.Memory(span.ElementType) { IsReadOnly = span.IsReadOnly } : type;

    /// <summary>Whether the parameter is, or may refer to, memory on the caller's stack.</summary>
    public static bool IsOnStack(ParameterDeclaration parameter) =>
        parameter.RefKind != ByRefKind.None || parameter.Type is CSharpType.Span;

    /// <summary>Whether the type represents memory that C writes in place, rather than a value that is part of the result.</summary>
    public static bool IsPlace(CSharpType type) =>
        type
            is CSharpType.Memory
                or CSharpType.KoffiMemory
                or CSharpType.Array
                or CSharpType.Pointer
                or CSharpType.Primitive { Keyword: CSharpPrimitive.IntPtr }
                or CSharpType.TypedPointer
                or CSharpType.FunctionPointer;

    /// <summary>Returns a valid and unused name for a tuple element.</summary>
    public static string ElementName(string name, Func<string, bool> isTaken)
    {
        string plain = name.TrimStart('@');
        bool isForbidden =
            plain is "Rest" or "CompareTo" or "Deconstruct" or nameof(Equals) or nameof(GetHashCode) or nameof(ToString)
            || (
                plain.StartsWith("Item", StringComparison.Ordinal)
                && plain.Length > 4
                && plain.Skip(4).All(static character => character is >= '0' and <= '9')
            );
        for (name = isForbidden ? plain + "_" : name; isTaken(name); )
        {
            name += "_";
        }

        return name;
    }
}
