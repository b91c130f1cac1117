using KoffiGen.Binding.Calls;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Binding.Callbacks;

/// <summary>
/// Characters that C passes to a callback and that need not end with a NUL: a buffer (<c>char *</c>), and what a count stands beside. Read as a string, they
/// would be read beyond their end.
/// </summary>
internal static class UnterminatedText
{
    private static readonly HashSet<string> CountNames = new(StringComparer.OrdinalIgnoreCase) { "len", "length", "size", "n", "count" };

    /// <summary>Whether nothing in the declaration says that the characters end with a NUL.</summary>
    public static bool IsPossible(FunctionType callback, int index)
    {
        CParameter parameter = callback.Parameters[index];
        return parameter
                is {
                    Direction: ParameterDirection.Default,
                    Size: null,
                    Count: null,
                    Type.Type.Canonical: PointerType { Ownership: null } pointer
                }
            && TypeMatcher.TextEncodingOf(pointer.Pointee.Type) is not null
            && (!pointer.Pointee.IsConst || FindCount(callback, index) is not null);
    }

    /// <summary>The parameter that looks like the count of <c>const</c> characters before it; <see langword="null"/> where there is none, or where Koffi's <c>str</c> says that they are text.</summary>
    public static string? FindCount(FunctionType callback, int index)
    {
        CParameter parameter = callback.Parameters[index];
        return
            parameter
                is {
                    Direction: ParameterDirection.Default,
                    Size: null,
                    Count: null,
                    Type.Type.Canonical: PointerType { Ownership: null, Pointee: { IsConst: true, Type: { } pointee } }
                }
            && TypeMatcher.TextEncodingOf(pointee) is not null
            && !BuiltinNames.IsTextType(parameter.Type.Type)
            && index + 1 < callback.Parameters.Length
            && callback.Parameters[index + 1] is { Name: { } name, Type.Type.Canonical: BasicType type }
            && type.IsInteger
            && type.Kind != BasicTypeKind.Bool
            && (CountNames.Contains(name) || name.EndsWith("_len", StringComparison.OrdinalIgnoreCase))
            ? name
            : null;
    }

    /// <summary>The parameters of a delegate that read such characters as a string.</summary>
    public static IEnumerable<(int Position, CParameter Parameter)> FindStrings(FunctionType callback, MethodDeclaration signature)
    {
        if (ParameterMap.MatchCallback(callback, signature.Parameters, ContextParameters.FindReceived(callback)) is not { } map)
        {
            yield break;
        }

        for (int index = 0; index < callback.Parameters.Length; index++)
        {
            if (
                map[index] is >= 0 and var position
                && signature.Parameters[position].Type.Kind == CSharpTypeKind.String
                && IsPossible(callback, index)
            )
            {
                yield return (position, callback.Parameters[index]);
            }
        }
    }

    /// <summary>What a message says about such a parameter: C's declaration, and the C# type to take instead.</summary>
    public static string[] Explain(CParameter parameter, TypeMatcher types) =>
        [
            CTypeWriter.WriteParameter(parameter),
            (types.MemoryPointerTo(((PointerType)parameter.Type.Type.Canonical).Pointee.Type) ?? CSharpType.IntPtr).DisplayText,
        ];
}
