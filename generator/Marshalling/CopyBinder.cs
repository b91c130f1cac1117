using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling;

/// <summary>How one number or struct that C points to becomes C#'s own, as it is or as its managed twin.</summary>
/// <param name="NativeType">The pointer.</param>
/// <param name="FreesMembers">C gives away members of the struct.</param>
internal sealed record PointedCopy(NativeType NativeType, CopyConversion Conversion, bool FreesMembers);

internal static class CopyBinder
{
    /// <summary>The copy; <see langword="null"/> where the C# type is none of what C points to.</summary>
    /// <param name="pointer">What is ours to free is copied, and what is not where the C# type can tell that there is none.</param>
    public static PointedCopy? Bind(TypeMatcher types, PointerType pointer, CSharpType managed)
    {
        CType pointee = pointer.Pointee.Type;
        CSharpType value = managed.NullableValue ?? managed;
        if (pointer.Count is not null || pointee.Canonical is VoidType || (pointer.Ownership is null && managed.NullableValue is null))
        {
            return null;
        }

        if (types.FindManagedForm(pointee, value) is { } twinned)
        {
            return new PointedCopy(
                NativeType.Of(twinned.Type).PointerTo(),
                new CopyConversion(managed, IsManagedForm: true),
                pointer.Ownership is not null && types.OwnsMemory(pointee)
            );
        }

        return types.IsSameMemory(pointee, value)
            ? new PointedCopy(NativeType.Of(value).PointerTo(), new CopyConversion(managed, IsManagedForm: false), FreesMembers: false)
            : null;
    }
}
