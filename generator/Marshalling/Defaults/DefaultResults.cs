using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Received;

namespace KoffiGen.Marshalling.Defaults;

/// <summary>The default C# types of results.</summary>
internal static class DefaultResults
{
    /// <returns><see langword="null"/> if C# has no type for the result.</returns>
    public static CSharpType? Find(TypeMatcher types, CType type) =>
        type.Canonical switch
        {
            VoidType => CSharpType.Void,
            PointerType pointer => FindPointer(types, pointer),
            BasicType basic => ScalarMarshalling.DefaultType(basic.Kind),
            EnumType => types.MemoryType(type),
            ForeignType foreign => types.FindForeign(foreign),
            RecordType => types.FindGenerated(type)?.Type,
            _ => null,
        };

    private static CSharpType FindPointer(TypeMatcher types, PointerType pointer)
    {
        CType pointee = pointer.Pointee.Type;
        bool isOwned = pointer.Ownership is not null;
        if (isOwned && CountedMatcher.Default(types, pointer) is { } array)
        {
            return array;
        }

        if (TypeMatcher.TextEncodingOf(pointee) is not null)
        {
            return CSharpType.NullableString;
        }

        if (types.FindOwner(pointer) is { } handle)
        {
            return handle;
        }

        if (TypeMatcher.IsPointerValue(pointee))
        {
            return types.FindGenerated(pointee) is { } generated ? generated.Type : CSharpType.IntPtr;
        }

        return !isOwned ? types.PointerTo(pointee)
            : pointee.Canonical is not PointerType && types.MemoryType(pointee) is { } copied ? copied
            : CSharpType.IntPtr;
    }
}
