using KoffiGen.C.Layout;

namespace KoffiGen.Binding.Structs;

/// <summary>
/// How .NET lays out a struct of blittable fields: CoreCLR and NativeAOT alike, as ECMA-335 II.10.1.2 and the <c>StructLayout</c> attribute's reference tell.
/// Each field is aligned to its type's alignment, or to <c>Pack</c> if that is less; the largest of these aligns the struct.
/// </summary>
internal static class ManagedLayout
{
    /// <summary>No field of ours is aligned to more, and neither is a variable, an element of an array or an object on the heap.</summary>
    public const int MaximumAlignment = 8;

    public static int FieldAlignment(TypeLayout field, int pack) => pack > 0 ? Math.Min(pack, field.Alignment) : field.Alignment;

    /// <summary>The layout of fields that follow each other.</summary>
    public static TypeLayout Sequential(IEnumerable<TypeLayout> fields, int pack, List<long> offsets)
    {
        long end = 0;
        int alignment = 1;
        foreach (TypeLayout field in fields)
        {
            int own = FieldAlignment(field, pack);
            long offset = LayoutCalculator.AlignUp(end, own);
            offsets.Add(offset);
            end = offset + field.Size;
            alignment = Math.Max(alignment, own);
        }

        return new TypeLayout(LayoutCalculator.AlignUp(Math.Max(end, 1), alignment), alignment);
    }

    /// <summary>The layout of fields with offsets; <paramref name="size"/>, where it is given, is taken as it is.</summary>
    public static TypeLayout Explicit(IEnumerable<(long Offset, TypeLayout Layout)> fields, int pack, long? size)
    {
        long end = 0;
        int alignment = 1;
        foreach ((long offset, TypeLayout field) in fields)
        {
            end = Math.Max(end, offset + field.Size);
            alignment = Math.Max(alignment, FieldAlignment(field, pack));
        }

        return new TypeLayout(size is { } given ? Math.Max(given, end) : LayoutCalculator.AlignUp(Math.Max(end, 1), alignment), alignment);
    }
}
