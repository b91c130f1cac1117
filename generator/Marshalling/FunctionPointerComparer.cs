using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Marshalling;

/// <summary>Holds C#'s type of a function pointer against C's function type. Nothing converts what passes between the two: they have to be the same.</summary>
internal sealed class FunctionPointerComparer(TypeMatcher types)
{
    /// <summary>How the two differ, as the end of a sentence; <see langword="null"/> where they don't.</summary>
    public string? FindDifference(FunctionType function, CSharpType.FunctionPointer pointer)
    {
        if (function.IsVariadic)
        {
            return "it takes a variable number of arguments";
        }

        if (FindObstacle(pointer) is { } obstacle)
        {
            return obstacle;
        }

        // Without a convention it has the platform's, which is not C's default on 32-bit Windows.
        CallingConvention convention = function.Convention == CallingConvention.Default ? CallingConvention.Cdecl : function.Convention;
        if (pointer.Convention != convention)
        {
            return $"C calls it by 'unmanaged[{convention}]'";
        }

        MethodDeclaration signature = pointer.Signature;
        if (signature.Types.Any(static type => type is CSharpType.Delegate))
        {
            return "it has a delegate in its own signature";
        }

        if (signature.Parameters.Count != function.Parameters.Length)
        {
            return $"C passes {(function.Parameters.Length == 1 ? "1 parameter" : $"{function.Parameters.Length} parameters")}, and it has {signature.Parameters.Count}";
        }

        if (signature.Types.FirstOrDefault(static type => type.NeedsBlittableStandIn) is { } converted)
        {
            string advice = converted switch
            {
                CSharpType.Primitive { Keyword: CSharpPrimitive.Boolean } => ": write 'byte'",
                CSharpType.Primitive { Keyword: CSharpPrimitive.Char } => ": write 'ushort'",
                _ => "",
            };
            return $"'{converted.DisplayText}' does not travel as it is{advice}";
        }

        for (int index = 0; index < function.Parameters.Length; index++)
        {
            ParameterDeclaration declared = signature.Parameters[index];
            if (declared.RefKind != ByRefKind.None || !IsSame(function.Parameters[index].Type.Type, declared.Type))
            {
                return $"C passes '{CTypeWriter.WriteDeclaration(function.Parameters[index].Type, function.Parameters[index].Name ?? "").Trim()}', and it takes '{Display(declared)}'";
            }
        }

        return signature.ReturnRefKind == ByRefKind.None && IsSame(function.ReturnType.Type, signature.ReturnType)
            ? null
            : $"C wants a '{function.ReturnType}' back, and it returns '{signature.ReturnType.DisplayText}'";
    }

    /// <summary>Why C can call no such function at all, as the end of a sentence; <see langword="null"/> where it can.</summary>
    public static string? FindObstacle(CSharpType.FunctionPointer pointer) =>
        pointer.Convention is null ? "C can only call what is 'unmanaged'" : null;

    private bool IsSame(CType type, CSharpType managed) =>
        type.Canonical switch
        {
            VoidType => managed is CSharpType.Primitive { Keyword: CSharpPrimitive.Void },
            BasicType { Kind: BasicTypeKind.WChar } => managed is CSharpType.Primitive { Keyword: CSharpPrimitive.UInt32 },
            BasicType basic => ScalarMarshalling.IsSameMemory(BasicType.Get(basic.Kind), managed),
            _ => types.IsSameMemory(type, managed),
        };

    private static string Display(ParameterDeclaration parameter) =>
        (
            parameter.RefKind switch
            {
                ByRefKind.None => "",
                ByRefKind.Out => "out ",
                ByRefKind.In => "in ",
                _ => "ref ",
            }
        ) + parameter.Type.DisplayText;
}
