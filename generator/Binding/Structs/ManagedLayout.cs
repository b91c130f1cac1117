using KoffiGen.C.Layout;

namespace KoffiGen.Binding.Structs;

/// <summary>
/// The layout algorithm of CoreCLR and NativeAOT for structs of blittable fields, as specified by ECMA-335 II.10.1.2 and the reference of
/// <c>StructLayout</c>. Each field is aligned to the alignment of its type, or to <c>Pack</c> if that is smaller; the largest of these
/// alignments is that of the struct.
/// </summary>
internal static class ManagedLayout
{
    /// <summary>
    /// The maximum alignment in bytes of the generated fields, and of variables, array elements and objects on the heap.
    /// </summary>
    public const int MaximumAlignment = 8;

    public static int FieldAlignment(TypeLayout field, int pack) => pack > 0 ? Math.Min(pack, field.Alignment) : field.Alignment;

    /// <summary>Computes the sequential layout of the fields, and adds their offsets.</summary>
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

    /// <summary>
    /// Computes the layout of fields with explicit offsets. If <paramref name="size"/> is set, it replaces the computed size unless the
    /// fields are larger.
    /// </summary>
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
