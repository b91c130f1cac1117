using KoffiGen.Binding.Calls;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;

namespace KoffiGen.Binding.Callbacks;

/// <summary>
/// Characters that C passes to a callback and that may lack a terminating NUL: a writable buffer (<c>char *</c>), or characters next to a
/// count. If the callback read them as a string, it could read beyond their end.
/// </summary>
internal static class UnterminatedText
{
    /// <summary>Whether the declaration leaves open that the characters end with a NUL.</summary>
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

    /// <summary>
    /// Returns the name of the parameter that appears to count the <c>const</c> characters before it; <see langword="null"/> if there is
    /// none, or if Koffi's <c>str</c> declares a NUL-terminated string.
    /// </summary>
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
            && callback.Parameters[index + 1] is { Type.Type.Canonical: BasicType } next
            && CountNames.IsCount(next)
            ? next.Name
            : null;
    }

    /// <summary>Returns the parameters of a delegate that read such characters as a string.</summary>
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
                && signature.Parameters[position].Type is CSharpType.String
                && IsPossible(callback, index)
            )
            {
                yield return (position, callback.Parameters[index]);
            }
        }
    }

    /// <summary>Returns the message arguments for such a parameter: the C declaration and the C# type to use instead.</summary>
    public static string[] Explain(CParameter parameter, TypeMatcher types) =>
        [
            CTypeWriter.WriteParameter(parameter),
            (types.MemoryPointerTo(((PointerType)parameter.Type.Type.Canonical).Pointee.Type) ?? CSharpType.IntPtr).DisplayText,
        ];
}
