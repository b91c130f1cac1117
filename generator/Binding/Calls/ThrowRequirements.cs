using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding.Calls;

/// <summary>The results that can indicate a failure by a condition.</summary>
internal static class ThrowRequirements
{
    public static bool AreMet(ThrowCondition condition, CType result) =>
        condition switch
        {
            ThrowCondition.Negative => IsSigned(result.Canonical),
            ThrowCondition.NonZero => IsInteger(result.Canonical),
            ThrowCondition.Null => result.Canonical is PointerType,
            _ => true,
        };

    /// <summary>Returns the kind of result that the condition requires, for messages.</summary>
    public static string Describe(ThrowCondition condition) =>
        condition switch
        {
            ThrowCondition.Negative => "a signed integer",
            ThrowCondition.NonZero => "an integer",
            _ => "a pointer",
        };

    private static bool IsInteger(CType type) => type is EnumType or BasicType { IsInteger: true };

    private static bool IsSigned(CType type) =>
        type is EnumType
        || (
            type is BasicType { IsInteger: true, ByteOrder: ByteOrder.Native } basic
            && basic.Kind != BasicTypeKind.WChar
            && basic.IsSigned(TargetAbi.LinuxX64)
        );
}
