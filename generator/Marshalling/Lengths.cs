using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Marshalling;

/// <summary>Counts that the C# signature omits, because they are the lengths of other arguments.</summary>
internal static class Lengths
{
    /// <summary>
    /// Returns a count as the length of the memory that it counts; <see langword="null"/> if a C# parameter has no length.
    /// </summary>
    /// <param name="counter">The C parameter that counts.</param>
    /// <param name="buffers">The counted memory, as C and C# parameters.</param>
    public static LengthArgument? Match(
        TypeMatcher types,
        CParameter counter,
        IReadOnlyList<(CParameter Parameter, ParameterDeclaration Declared)> buffers
    )
    {
        List<CountedMemory> memory = [];
        foreach ((CParameter parameter, ParameterDeclaration declared) in buffers)
        {
            if (Measure(types, parameter, declared) is not { } length)
            {
                return null;
            }

            memory.Add(new CountedMemory(declared.Name, length, parameter.IsOptional));
        }

        // Optional memory may be empty although the count is not zero, so a required argument determines the length.
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

    /// <summary>Whether C counts bytes whereas the C# elements have another size.</summary>
    public static bool IsScaled(CParameter parameter, CSharpType element) =>
        parameter.CountsBytes && element is not CSharpType.Primitive { Keyword: CSharpPrimitive.Byte or CSharpPrimitive.SByte };

    /// <summary>Returns the number of elements of the C# parameter; <see langword="null"/> if it has no length.</summary>
    public static MemoryLength? Of(ParameterDeclaration declared) =>
        declared.Type switch
        {
            CSharpType.Span => new MemoryLength(declared.Identifier, MayBeNull: false),
            CSharpType.Array or CSharpType.KoffiMemory => new MemoryLength(declared.Identifier, MayBeNull: true),
            _ => null,
        };

    /// <summary>Returns the length of the argument in the unit that C counts.</summary>
    private static Number? Measure(TypeMatcher types, CParameter parameter, ParameterDeclaration declared)
    {
        CType pointee = ((PointerType)parameter.Type.Type.Canonical).Pointee.Type;
        bool isVariable = declared.RefKind != ByRefKind.None;
        Number? length =
            !isVariable ? Of(declared)
            : declared.Type is CSharpType.String ? null
            : new ConstantNumber(1);
        if (length is null)
        {
            return null;
        }

        CSharpType element = isVariable ? declared.Type : declared.Type.Element!;
        if (IsScaled(parameter, element))
        {
            return isVariable ? new TypeSize(element) : new ByteCount(length, element);
        }

        // If the C elements are arrays, C counts rows.
        long row = types.CountElements(pointee, element);
        return row == 1 || parameter.IsByteCount ? length
            : isVariable ? null
            : new RowCount(length, row, declared.Name);
    }
}
