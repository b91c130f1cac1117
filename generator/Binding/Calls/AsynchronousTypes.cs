using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding.Calls;

/// <summary>The C# types of arguments that wait for a thread, and what they are for the call itself.</summary>
internal static class AsynchronousTypes
{
    /// <summary>The parameter of the call itself.</summary>
    public static ParameterDeclaration ToSynchronous(ParameterDeclaration parameter) =>
        parameter.Type.Kind switch
        {
            CSharpTypeKind.Memory or CSharpTypeKind.OwnedMemory => parameter with
            {
                Type = ArgumentBinder.Span(parameter.Type.Element!, isReadOnly: false),
            },
            CSharpTypeKind.ReadOnlyMemory => parameter with { Type = ArgumentBinder.Span(parameter.Type.Element!, isReadOnly: true) },
            _ => parameter,
        };

    /// <summary>The parameter that waits, for one of the call itself.</summary>
    public static ParameterDeclaration ToAsynchronous(ParameterDeclaration parameter) =>
        parameter with
        {
            RefKind = ByRefKind.None,
            Type = parameter.Type.Kind switch
            {
                CSharpTypeKind.Span => new CSharpType(CSharpTypeKind.Memory, $"global::System.Memory<{parameter.Type.Element!.Text}>")
                {
                    Element = parameter.Type.Element,
                },
                CSharpTypeKind.ReadOnlySpan => new CSharpType(
                    CSharpTypeKind.ReadOnlyMemory,
                    $"global::System.ReadOnlyMemory<{parameter.Type.Element!.Text}>"
                )
                {
                    Element = parameter.Type.Element,
                },
                _ => parameter.Type,
            },
        };

    /// <summary>Whether the parameter stands on the caller's stack, or for something there.</summary>
    public static bool IsOnStack(ParameterDeclaration parameter) =>
        parameter.RefKind != ByRefKind.None || parameter.Type.Kind is CSharpTypeKind.Span or CSharpTypeKind.ReadOnlySpan;

    /// <summary>Whether the type stands for memory that C writes to in place, rather than for a value that comes back.</summary>
    public static bool IsPlace(CSharpType type) =>
        type.Kind
            is CSharpTypeKind.Memory
                or CSharpTypeKind.ReadOnlyMemory
                or CSharpTypeKind.OwnedMemory
                or CSharpTypeKind.Array
                or CSharpTypeKind.Pointer
                or CSharpTypeKind.IntPtr
                or CSharpTypeKind.TypedPointer
                or CSharpTypeKind.FunctionPointer;

    /// <summary>A name that tuples allow.</summary>
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
