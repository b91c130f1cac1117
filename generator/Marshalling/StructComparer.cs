using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;

namespace KoffiGen.Marshalling;

/// <summary>
/// A comparison of a user's struct with a C type on 64-bit Linux and Windows. Their layouts match if sizes are equal and the C# struct
/// has a scalar of the same size at the offset of each C scalar.
/// </summary>
/// <param name="findGenerated">
/// Returns the C type of a generated type inside the struct; <see langword="null"/> if the struct cannot contain generated types.
/// </param>
internal sealed class StructComparer(Func<CSharpType, CType?>? findGenerated)
{
    /// <summary>The number of array elements that are compared one by one. For longer arrays, only the size is compared.</summary>
    private const int MaximumCompared = 1024;

    /// <summary>The number of scalars that are compared one by one. For larger structs, only the size is compared.</summary>
    private const int MaximumScalars = 1 << 14;

    /// <summary>A scalar in a struct, at any depth of nesting.</summary>
    private readonly record struct Scalar(long Offset, long Size, bool IsFloating);

    /// <summary>Returns the first difference, as the end of a sentence; <see langword="null"/> if the layouts match.</summary>
    public string? FindDifference(CType type, CSharpType managed) =>
        Compare(type, managed, TargetAbi.LinuxX64) ?? Compare(type, managed, TargetAbi.WindowsX64);

    /// <summary>Returns the layout of a C# type; <see langword="null"/> if it is not fixed.</summary>
    public TypeLayout? Measure(CSharpType type, TargetAbi target) => Measure(type, target, []);

    private string? Compare(CType type, CSharpType managed, TargetAbi target)
    {
        if (LayoutCalculator.GetLayout(type, target) is not { } expected)
        {
            return null;
        }

        List<Scalar> actualScalars = [];
        if (Measure(managed, target, actualScalars) is not { } actual)
        {
            return $"'{managed.DisplayText}' does not have a fixed layout";
        }

        if (actual.Size != expected.Size)
        {
            return $"it takes {actual.Size} bytes instead of {expected.Size} on {target.Name}";
        }

        List<Scalar> scalars = [];
        if (actualScalars.Count >= MaximumScalars || !Collect(type, target, 0, scalars))
        {
            // Bit-fields and members of unknown layout have no offsets to compare, so equal sizes are accepted.
            return null;
        }

        HashSet<Scalar> found = [.. actualScalars];
        foreach (Scalar scalar in scalars)
        {
            if (!found.Contains(scalar))
            {
                string kind = scalar.IsFloating ? "a floating-point number" : "an integer or pointer";
                return $"it does not have {kind} of {scalar.Size} bytes at offset {scalar.Offset} on {target.Name}";
            }
        }

        return null;
    }

    private static bool Collect(CType type, TargetAbi target, long offset, List<Scalar> scalars)
    {
        if (scalars.Count >= MaximumScalars)
        {
            return false;
        }

        switch (type.Canonical)
        {
            case RecordType record when LayoutCalculator.GetRecordLayout(record, target) is { } layout:
                return layout.Members.All(member =>
                    member.BitWidth is null && Collect(member.Member.Type.Type, target, offset + member.Offset, scalars)
                );

            case ArrayType { Length: <= MaximumCompared and { } length } array
                when LayoutCalculator.GetLayout(array.Element, target) is { } element:
                for (long index = 0; index < length; index++)
                {
                    if (!Collect(array.Element.Type, target, offset + (index * element.Size), scalars))
                    {
                        return false;
                    }
                }

                return true;

            case BasicType
            or PointerType
            or EnumType when LayoutCalculator.GetLayout(type, target) is { } scalar:
                scalars.Add(new Scalar(offset, scalar.Size, type.Canonical is BasicType basic && basic.IsFloating));
                return true;

            default:
                return false;
        }
    }

    private TypeLayout? Measure(CSharpType type, TargetAbi target, List<Scalar> scalars)
    {
        int? size = type switch
        {
            CSharpType.Primitive { Keyword: CSharpPrimitive.IntPtr or CSharpPrimitive.UIntPtr } => target.PointerSize,
            CSharpType.Primitive primitive => primitive.Size,
            CSharpType.Rune => 4,
            CSharpType.CLong or CSharpType.CULong => target.LongSize,
            CSharpType.Pointer or CSharpType.FunctionPointer or CSharpType.TypedPointer or CSharpType.Utf8Pointer => target.PointerSize,
            _ => null,
        };
        if (size is { } scalar)
        {
            scalars.Add(new Scalar(0, scalar, type is CSharpType.Primitive { IsFloating: true }));
            return new TypeLayout(scalar, scalar);
        }

        return type switch
        {
            CSharpType.Enum { UnderlyingType: var underlying } => Measure(underlying, target, scalars),
            CSharpType.Struct { Declaration: { IsAuto: false } declaration } => Measure(declaration, target, scalars),
            CSharpType.Named when findGenerated?.Invoke(type) is { } generated => MeasureGenerated(generated, target, scalars),
            _ => null,
        };
    }

    // A generated type has the C layout. The generated type of an opaque type or of a function is a pointer.
    private static TypeLayout? MeasureGenerated(CType type, TargetAbi target, List<Scalar> scalars)
    {
        CType stored = TypeMatcher.IsPointerValue(type) ? new PointerType(type) : type;
        Collect(stored, target, 0, scalars);
        return LayoutCalculator.GetLayout(stored, target);
    }

    private TypeLayout? Measure(StructDeclaration declaration, TargetAbi target, List<Scalar> scalars)
    {
        long end = 0;
        int alignment = 1;
        foreach (FieldDeclaration field in declaration.Fields)
        {
            List<Scalar> ofElement = [];
            if (Measure(field.Type, target, ofElement) is not { } layout)
            {
                return null;
            }

            int fieldAlignment = declaration.Pack > 0 ? Math.Min(declaration.Pack, layout.Alignment) : layout.Alignment;
            long offset = declaration.IsExplicit ? field.Offset ?? 0 : LayoutCalculator.AlignUp(end, fieldAlignment);
            for (int index = 0; index < Math.Min(field.Count, MaximumCompared) && scalars.Count < MaximumScalars; index++)
            {
                long start = offset + (index * layout.Size);
                scalars.AddRange(ofElement.Select(scalar => scalar with { Offset = start + scalar.Offset }));
            }

            end = Math.Max(end, offset + (layout.Size * field.Count));
            alignment = Math.Max(alignment, fieldAlignment);
        }

        return new TypeLayout(Math.Max(LayoutCalculator.AlignUp(Math.Max(end, 1), alignment), declaration.Size), alignment);
    }
}
