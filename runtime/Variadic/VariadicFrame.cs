using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>The registers and the stack of one call to a variadic function. Arguments are added from left to right.</summary>
/// <param name="abi">The rules of the ABI.</param>
/// <param name="stack">The stack in eight-byte slots. Slots that no argument uses keep their contents.</param>
/// <param name="function">The C function and the C# method, for messages.</param>
internal ref struct VariadicFrame(VariadicAbi abi, Span<long> stack, string function)
{
    private readonly Span<byte> _stack = MemoryMarshal.AsBytes(stack);
    private GeneralRegisters _general;
    private VectorRegisters _vector;
    private int _generalCount;
    private int _vectorCount;

    /// <summary>The C function and the C# method, for messages.</summary>
    internal readonly string Function => function;

    /// <summary>The integer registers.</summary>
    [UnscopedRef]
    internal readonly ReadOnlySpan<long> General => _general;

    /// <summary>The vector registers. A 32-bit float is in the low half.</summary>
    [UnscopedRef]
    internal readonly ReadOnlySpan<double> Vector => _vector;

    /// <summary>The number of vector registers with arguments.</summary>
    internal readonly int VectorCount => _vectorCount;

    /// <summary>The size of the stack arguments in bytes.</summary>
    internal int StackBytes { get; private set; }

    /// <summary>A bit for each position whose shared register contains a floating-point argument.</summary>
    internal int FloatPositions { get; private set; }

    /// <param name="kind">The kind of the argument.</param>
    /// <param name="bits">The bits of the argument. An integer is extended to 64 bits.</param>
    /// <param name="isTail">Whether it is one of the variable arguments.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(VariadicKind kind, long bits, bool isTail)
    {
        bool isFloat = kind is VariadicKind.Single or VariadicKind.Double;

        // The fast path: most arguments fit into a register, and the JIT compiler removes this branch for other ABIs.
        if (NativeTarget.IsSystemV && ReferenceEquals(abi, VariadicAbi.SystemV))
        {
            if (!isFloat && _generalCount < 6)
            {
                _general[_generalCount++] = bits;
                return;
            }

            if (isFloat && _vectorCount < 8)
            {
                _vector[_vectorCount++] = BitConverter.Int64BitsToDouble(bits);
                return;
            }
        }

        AddElsewhere(kind, bits, isTail, isFloat);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddElsewhere(VariadicKind kind, long bits, bool isTail, bool isFloat)
    {
        if (isTail && abi.TailIsOnStack)
        {
            Push(bits, 8, 8);
        }
        else if (isFloat && (isTail ? abi.TailFloats : abi.NamedFloats) == VariadicFloats.Vector)
        {
            AddFloat(kind, bits);
        }
        else if (_generalCount < abi.GeneralRegisters)
        {
            _general[_generalCount++] = bits;
        }
        else
        {
            PushPlace(kind, bits, isTail);
        }
    }

    private void AddFloat(VariadicKind kind, long bits)
    {
        if (abi.HasPositions)
        {
            if (_generalCount < abi.GeneralRegisters)
            {
                FloatPositions |= 1 << _generalCount;
                _general[_generalCount++] = bits;
                return;
            }
        }
        else if (_vectorCount < abi.VectorRegisters)
        {
            _vector[_vectorCount++] = BitConverter.Int64BitsToDouble(bits);
            return;
        }
        else if (abi.OverflowsToGeneral && _generalCount < abi.GeneralRegisters)
        {
            _general[_generalCount++] = bits;
            return;
        }

        PushPlace(kind, bits, isTail: false);
    }

    private void PushPlace(VariadicKind kind, long bits, bool isTail)
    {
        int size = SizeOf(kind);
        if (abi.SlotSize == 4)
        {
            Push(bits, size, abi.AlignsWide ? size : 4);
        }
        else if (abi.PacksStack && !isTail)
        {
            Push(bits, size, size);
        }
        else
        {
            Push(bits, 8, 8);
        }
    }

    private void Push(long bits, int size, int alignment)
    {
        int offset = (StackBytes + alignment - 1) & -alignment;
        if (offset + size > _stack.Length)
        {
            throw new ArgumentException(
                $"The variadic call of {function} has too many arguments: at most {_stack.Length / 8} stack slots are available."
            );
        }

        Span<byte> place = _stack[offset..];
        if (size == 8)
        {
            Unsafe.WriteUnaligned(ref place[0], bits);
        }
        else
        {
            Unsafe.WriteUnaligned(ref place[0], (int)bits);
        }

        StackBytes = offset + size;
    }

    private static int SizeOf(VariadicKind kind) =>
        kind switch
        {
            VariadicKind.Int32 or VariadicKind.Single => 4,
            VariadicKind.Address => nint.Size,
            _ => 8,
        };

    [InlineArray(8)]
    private struct GeneralRegisters
    {
        private long _first;
    }

    [InlineArray(8)]
    private struct VectorRegisters
    {
        private double _first;
    }
}

/// <summary>The kind of an argument of a variadic function, as the ABI distinguishes it.</summary>
internal enum VariadicKind : byte
{
    /// <summary>An integer of up to 32 bits.</summary>
    Int32,

    /// <summary>A 64-bit integer.</summary>
    Int64,

    /// <summary>A pointer, or an integer of its size.</summary>
    Address,

    /// <summary>A 32-bit float. Only a named argument can have this kind.</summary>
    Single,

    /// <summary>A 64-bit float.</summary>
    Double,

    /// <summary>A string that is converted for the call.</summary>
    Text,

    /// <summary>A string that is converted to <c>wchar_t</c> for the call.</summary>
    WideText,

    /// <summary>A handle that stays open during the call.</summary>
    Handle,
}
