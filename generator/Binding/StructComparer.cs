using KoffiGen.Model;
using KoffiGen.Syntax;
using KoffiGen.Types;

namespace KoffiGen.Binding;

/// <summary>Whether a user's C# struct has C's layout: the same members at the same places, on 64-bit Linux and Windows.</summary>
internal static class StructComparer
{
    /// <summary>What differs; <see langword="null"/> where nothing does.</summary>
    public static string? FindDifference(RecordType record, ManagedType managed) =>
        Compare(record, managed, TargetAbi.LinuxX64) ?? Compare(record, managed, TargetAbi.WindowsX64);

    private static string? Compare(RecordType record, ManagedType managed, TargetAbi target)
    {
        if (LayoutCalculator.GetLayout(record, target) is not { } expected)
        {
            return null;
        }

        if (Measure(managed, target) is not { } actual)
        {
            return $"'{managed.Text}' has no layout that C could know";
        }

        return actual.Size == expected.Size ? null : $"it takes {actual.Size} bytes instead of {expected.Size} on {target.Name}";
    }

    private static TypeLayout? Measure(ManagedType type, TargetAbi target)
    {
        switch (type.Kind)
        {
            case ManagedTypeKind.Boolean or ManagedTypeKind.SByte or ManagedTypeKind.Byte:
                return new TypeLayout(1, 1);
            case ManagedTypeKind.Char or ManagedTypeKind.Int16 or ManagedTypeKind.UInt16:
                return new TypeLayout(2, 2);
            case ManagedTypeKind.Int32 or ManagedTypeKind.UInt32 or ManagedTypeKind.Single or ManagedTypeKind.Rune:
                return new TypeLayout(4, 4);
            case ManagedTypeKind.Int64 or ManagedTypeKind.UInt64 or ManagedTypeKind.Double:
                return new TypeLayout(8, 8);
            case ManagedTypeKind.CLong or ManagedTypeKind.CULong:
                return new TypeLayout(target.LongSize, target.LongSize);
            case ManagedTypeKind.IntPtr or ManagedTypeKind.UIntPtr or ManagedTypeKind.Pointer or ManagedTypeKind.FunctionPointer or ManagedTypeKind.TypedPointer or ManagedTypeKind.Utf8Pointer:
                return new TypeLayout(target.PointerSize, target.PointerSize);
            case ManagedTypeKind.Enum:
                return Measure(type.Element!, target);
            case ManagedTypeKind.Struct when type.Struct is { IsAuto: false } declaration:
                return Measure(declaration, target);
            default:
                return null;
        }
    }

    private static TypeLayout? Measure(StructDeclaration declaration, TargetAbi target)
    {
        long end = 0;
        int alignment = 1;
        foreach (FieldDeclaration field in declaration.Fields)
        {
            if (Measure(field.Type, target) is not { } layout)
            {
                return null;
            }

            int fieldAlignment = declaration.Pack > 0 ? Math.Min(declaration.Pack, layout.Alignment) : layout.Alignment;
            long offset = declaration.IsExplicit ? field.Offset ?? 0 : LayoutCalculator.AlignUp(end, fieldAlignment);
            end = Math.Max(end, offset + layout.Size);
            alignment = Math.Max(alignment, fieldAlignment);
        }

        return new TypeLayout(Math.Max(LayoutCalculator.AlignUp(Math.Max(end, 1), alignment), declaration.Size), alignment);
    }
}
