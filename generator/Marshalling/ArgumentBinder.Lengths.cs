using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Marshalling;

// Counts that the C# signature leaves out.
internal sealed partial class ArgumentBinder
{
    /// <summary>A count as the length of what it counts; <see langword="null"/> where one of the C# parameters does not know its length.</summary>
    /// <param name="counter">The parameter of C that counts.</param>
    /// <param name="buffers">What it counts, in C and in C#.</param>
    public LengthArgument? BindLength(CParameter counter, IReadOnlyList<(CParameter Parameter, ParameterDeclaration Declared)> buffers)
    {
        List<CountedMemory> memory = [];
        foreach ((CParameter parameter, ParameterDeclaration declared) in buffers)
        {
            if (FindLength(parameter, declared) is not { } length)
            {
                return null;
            }

            memory.Add(new CountedMemory(declared.Name, length, parameter.IsOptional));
        }

        // What C lets be NULL may be empty beside memory that isn't; the first of the others tells the length.
        CountedMemory first = memory.FirstOrDefault(static buffer => !buffer.IsOptional) ?? memory[0];
        memory.Remove(first);
        memory.Insert(0, first);
        BasicType type = (BasicType)counter.Type.Type.Canonical;
        return new LengthArgument(
            CSharpIdentifier.Escape(first.Name),
            ScalarMarshalling.NativeType(type.Kind)!,
            ScalarMarshalling.ConvertLength(type, memory.Any(static buffer => buffer.Length.IsWide), first.Name + ".Length"),
            memory.ToEquatableArray()
        );
    }

    /// <summary>The length that C states as a constant, where the C# type has a length to hold against it.</summary>
    private MinimumLength? FindMinimum(CParameter parameter, ParameterDeclaration declared)
    {
        CType pointee = ((PointerType)parameter.Type.Type.Canonical).Pointee.Type;

        // A pointer to an array points to one array at least.
        long? stated = parameter.StatedLength ?? (parameter.Count is null && pointee.Canonical is ArrayType ? 1 : null);
        if (stated is not > 0)
        {
            return null;
        }

        if (declared.RefKind != ByRefKind.None)
        {
            return CountsBytes(parameter) && declared.Type.IsUnmanaged
                ? new MinimumLength(new TypeSize(declared.Type), stated.Value) { IsByteCount = true }
                : null;
        }

        if (GetLength(declared) is not { } length)
        {
            return null;
        }

        CSharpType element = declared.Type.Element!;
        bool isByteCount = IsScaled(parameter, element);
        long needed = isByteCount || parameter.IsByteCount ? stated.Value : stated.Value * types.CountElements(pointee, element);

        // An empty array of strings is not NULL: its address is that of the NULL at its end.
        bool allowsNone = !parameter.IsNeverNull && element.Kind != CSharpTypeKind.String;
        return needed == 1 && allowsNone
            ? null
            : new MinimumLength(
                !isByteCount ? length
                    : declared.Type.Kind == CSharpTypeKind.OwnedMemory ? new MemoryByteLength(declared.Identifier)
                    : new ByteCount(length, element),
                needed
            )
            {
                AllowsNone = allowsNone,
                IsByteCount = isByteCount,
            };
    }

    /// <summary>Whether C counts bytes, and C# elements of another size.</summary>
    public static bool IsScaled(CParameter parameter, CSharpType element) =>
        CountsBytes(parameter) && element.Kind is not (CSharpTypeKind.Byte or CSharpTypeKind.SByte);

    /// <summary>What C counts.</summary>
    private Number? FindLength(CParameter parameter, ParameterDeclaration declared)
    {
        CType pointee = ((PointerType)parameter.Type.Type.Canonical).Pointee.Type;
        CSharpType managed = declared.Type;
        Number? length =
            declared.RefKind == ByRefKind.None ? GetLength(declared)
            : managed.Kind == CSharpTypeKind.String ? null
            : new ConstantNumber(1);
        if (length is null)
        {
            return null;
        }

        CSharpType element = declared.RefKind != ByRefKind.None ? managed : managed.Element!;
        if (IsScaled(parameter, element))
        {
            return length is ConstantNumber ? new TypeSize(element) : new ByteCount(length, element);
        }

        // In whole rows.
        long row = types.CountElements(pointee, element);
        return row == 1 || parameter.IsByteCount ? length
            : length is ConstantNumber ? null
            : new RowCount(length, row, declared.Name);
    }

    /// <summary>How many elements the C# parameter has; <see langword="null"/> for one without a length.</summary>
    private static MemoryLength? GetLength(ParameterDeclaration declared) =>
        declared.Type.Kind switch
        {
            CSharpTypeKind.Span or CSharpTypeKind.ReadOnlySpan => new MemoryLength(declared.Identifier, MayBeNull: false),
            CSharpTypeKind.Array or CSharpTypeKind.OwnedMemory => new MemoryLength(declared.Identifier, MayBeNull: true),
            _ => null,
        };
}
