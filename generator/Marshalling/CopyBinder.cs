using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Marshalling;

/// <summary>How one number or struct that C points to becomes C#'s own, as it is or as its managed twin.</summary>
/// <param name="NativeType">The pointer.</param>
/// <param name="Conversion">Reads it; <c>{0}</c> is the pointer, of which NULL is no value, or zero where the C# type must have one.</param>
/// <param name="MemberDisposal">Frees what C gives away with the struct.</param>
internal sealed record PointedCopy(NativeType NativeType, string Conversion, string? MemberDisposal);

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

        string none = managed.NullableValue is null ? "default" : $"default({managed.Text})";
        if (types.FindManagedForm(pointee, value) is { } twinned)
        {
            return new PointedCopy(
                NativeType.Of(TypeMatcher.Named(twinned)).PointerTo(),
                $"({{0}} == null ? {none} : {{0}}->ToManaged())",
                pointer.Ownership is not null && types.OwnsMemory(pointee) ? ManagedFormTexts.FreePointer : null
            );
        }

        return types.IsSameMemory(pointee, value)
            ? new PointedCopy(NativeType.Of(value).PointerTo(), $"({{0}} == null ? {none} : *{{0}})", null)
            : null;
    }
}
