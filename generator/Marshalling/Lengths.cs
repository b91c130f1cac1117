using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Marshalling;

/// <summary>Counts that the C# signature leaves out, because they are the lengths of other arguments.</summary>
internal static class Lengths
{
    /// <summary>Returns a count as the length of what it counts; <see langword="null"/> where a C# parameter has no length.</summary>
    /// <param name="counter">The C parameter that counts.</param>
    /// <param name="buffers">The counted memory, in C and in C#.</param>
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

        // Memory that may be NULL may be empty beside memory that is not; the first of the others states the length.
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

    /// <summary>Whether C counts bytes, and C# counts elements of another size.</summary>
    public static bool IsScaled(CParameter parameter, CSharpType element) =>
        parameter.CountsBytes && element is not CSharpType.Primitive { Keyword: CSharpPrimitive.Byte or CSharpPrimitive.SByte };

    /// <summary>The number of elements of the C# parameter; <see langword="null"/> for one without a length.</summary>
    public static MemoryLength? Of(ParameterDeclaration declared) =>
        declared.Type switch
        {
            CSharpType.Span => new MemoryLength(declared.Identifier, MayBeNull: false),
            CSharpType.Array or CSharpType.KoffiMemory => new MemoryLength(declared.Identifier, MayBeNull: true),
            _ => null,
        };

    /// <summary>The length of the argument in the units that C counts.</summary>
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

        // C counts whole rows.
        long row = types.CountElements(pointee, element);
        return row == 1 || parameter.IsByteCount ? length
            : isVariable ? null
            : new RowCount(length, row, declared.Name);
    }
}
