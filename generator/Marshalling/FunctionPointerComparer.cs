using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Marshalling;

/// <summary>
/// Compares a C# function pointer type with a C function type. Arguments and results are passed without a conversion, so the types must
/// be the same.
/// </summary>
internal sealed class FunctionPointerComparer(TypeMatcher types)
{
    /// <summary>Returns the first difference, as the end of a sentence; <see langword="null"/> if the types match.</summary>
    public string? FindDifference(FunctionType function, CSharpType.FunctionPointer pointer)
    {
        if (function.IsVariadic)
        {
            return "the C function has variable arguments";
        }

        if (FindObstacle(pointer) is { } obstacle)
        {
            return obstacle;
        }

        // 'unmanaged' without a convention means that of the platform, which differs from the C default on 32-bit Windows.
        CallingConvention convention = function.Convention == CallingConvention.Default ? CallingConvention.Cdecl : function.Convention;
        if (pointer.Convention != convention)
        {
            return $"the calling convention must be 'unmanaged[{convention}]'";
        }

        MethodDeclaration signature = pointer.Signature;
        if (signature.Types.Any(static type => type is CSharpType.Delegate))
        {
            return "its own signature contains a delegate";
        }

        if (signature.Parameters.Count != function.Parameters.Length)
        {
            return $"expected {(function.Parameters.Length == 1 ? "1 parameter" : $"{function.Parameters.Length} parameters")} "
                + $"but found {signature.Parameters.Count}";
        }

        if (signature.Types.FirstOrDefault(static type => type.NeedsBlittableStandIn) is { } converted)
        {
            string advice = converted switch
            {
                CSharpType.Primitive { Keyword: CSharpPrimitive.Boolean } => "; use 'byte' instead",
                CSharpType.Primitive { Keyword: CSharpPrimitive.Char } => "; use 'ushort' instead",
                _ => "",
            };
            return $"'{converted.DisplayText}' is not blittable{advice}";
        }

        for (int index = 0; index < function.Parameters.Length; index++)
        {
            ParameterDeclaration declared = signature.Parameters[index];
            if (declared.RefKind != ByRefKind.None || !IsSame(function.Parameters[index].Type.Type, declared.Type))
            {
                CParameter parameter = function.Parameters[index];
                return $"expected a parameter that matches '{CTypeWriter.WriteDeclaration(parameter.Type, parameter.Name ?? "").Trim()}' "
                    + $"but found '{Display(declared)}'";
            }
        }

        return signature.ReturnRefKind == ByRefKind.None && IsSame(function.ReturnType.Type, signature.ReturnType)
            ? null
            : $"expected the return type '{function.ReturnType}' "
                + $"but found '{(signature.ReturnRefKind == ByRefKind.None ? "" : "ref ")}{signature.ReturnType.DisplayText}'";
    }

    /// <summary>
    /// Returns the reason why C cannot call the function pointer, as the end of a sentence; <see langword="null"/> if it can.
    /// </summary>
    public static string? FindObstacle(CSharpType.FunctionPointer pointer) => pointer.Convention is null ? "it is not 'unmanaged'" : null;

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
