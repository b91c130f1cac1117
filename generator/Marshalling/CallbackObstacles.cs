using KoffiGen.C;

namespace KoffiGen.Marshalling;

/// <summary>The reasons why C cannot call C# through a function type.</summary>
internal static class CallbackObstacles
{
    /// <summary>
    /// Returns the reason why no callback can have the function type, as the end of a sentence; <see langword="null"/> if one can.
    /// </summary>
    public static string? Find(FunctionType function, TypeMatcher types)
    {
        if (function.IsVariadic)
        {
            return "it has variable arguments";
        }

        if (!HasConvention(function))
        {
            return $"C cannot call C# with the convention '{CallingConventions.GetKeyword(function.Convention)}'";
        }

        CType? type = function
            .Parameters.Select(static parameter => parameter.Type.Type)
            .Append(function.ReturnType.Type)
            .FirstOrDefault(type => !IsPassable(type, types));
        return type is null ? null : $"'{type}' cannot be passed or returned by value";
    }

    /// <summary>Whether <c>UnmanagedCallersOnly</c> and native delegates support the calling convention on every platform.</summary>
    public static bool HasConvention(FunctionType function) =>
        function.Convention is CallingConvention.Default or CallingConvention.Cdecl or CallingConvention.Stdcall;

    private static bool IsPassable(CType type, TypeMatcher types) =>
        type.Canonical switch
        {
            BasicType basic => ScalarMarshalling.NativeType(basic.Kind) is not null,
            RecordType { IsComplete: true } => types.FindGenerated(type) is not null
                && types.CannotPassByValue(type) is null
                && !types.IsTooLargeToPass(type, TypeMatcher.MaximumArgumentSize),
            ForeignType foreign => types.FindForeign(foreign) is not null,
            VoidType or PointerType or EnumType => true,
            _ => false,
        };
}
