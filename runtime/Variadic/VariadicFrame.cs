using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>What the registers and the stack hold when a variadic function is called: arguments are added from left to right.</summary>
/// <param name="abi">Where they go.</param>
/// <param name="stack">Memory for the stack, eight bytes a place; what is not written stays as it is.</param>
internal ref struct VariadicFrame(VariadicAbi abi, Span<long> stack)
{
    private readonly Span<byte> _stack = MemoryMarshal.AsBytes(stack);
    private GeneralRegisters _general;
    private VectorRegisters _vector;
    private int _generalCount;
    private int _vectorCount;

    /// <summary>The integer registers.</summary>
    [UnscopedRef]
    internal readonly ReadOnlySpan<long> General => _general;

    /// <summary>The vector registers; a 32-bit float is the low half.</summary>
    [UnscopedRef]
    internal readonly ReadOnlySpan<double> Vector => _vector;

    /// <summary>How many of the vector registers hold something.</summary>
    internal readonly int VectorCount => _vectorCount;

    /// <summary>The bytes that the stack holds.</summary>
    internal int StackBytes { get; private set; }

    /// <summary>By position, whether a register that integers and floats share holds a float.</summary>
    internal int FloatPositions { get; private set; }

    /// <summary>Adds an argument.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="bits">Its bits. An integer is extended to 64 of them.</param>
    /// <param name="isTail">It comes for the dots.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(VariadicKind kind, long bits, bool isTail)
    {
        bool isFloat = kind is VariadicKind.Single or VariadicKind.Double;

        // Most arguments find their register, and the compiler knows of which ABI it is.
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
            Push(bits, 8, 8);
        else if (isFloat && (isTail ? abi.TailFloats : abi.NamedFloats) == VariadicFloats.Vector)
            AddFloat(kind, bits);
        else if (_generalCount < abi.GeneralRegisters)
            _general[_generalCount++] = bits;
        else
            PushPlace(kind, bits, isTail);
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
            Push(bits, size, abi.AlignsWide ? size : 4);
        else if (abi.PacksStack && !isTail)
            Push(bits, size, size);
        else
            Push(bits, 8, 8);
    }

    private void Push(long bits, int size, int alignment)
    {
        int offset = (StackBytes + alignment - 1) & -alignment;
        if (offset + size > _stack.Length)
            throw new ArgumentException(
                $"These are too many arguments for a variadic function: the stack has {_stack.Length / 8} places for them."
            );

        Span<byte> place = _stack[offset..];
        if (size == 8)
            Unsafe.WriteUnaligned(ref place[0], bits);
        else
            Unsafe.WriteUnaligned(ref place[0], (int)bits);
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

/// <summary>What an argument of a variadic function is to the calling convention.</summary>
internal enum VariadicKind : byte
{
    /// <summary>An integer of up to 32 bits.</summary>
    Int32,

    /// <summary>An integer of 64 bits.</summary>
    Int64,

    /// <summary>A pointer, or an integer of its width.</summary>
    Address,

    /// <summary>A 32-bit float, which only a named parameter can be.</summary>
    Single,

    /// <summary>A 64-bit float.</summary>
    Double,

    /// <summary>Text that is converted for the call.</summary>
    Text,

    /// <summary>Text in the C type <c>wchar_t</c>.</summary>
    WideText,

    /// <summary>A handle that is kept open during the call.</summary>
    Handle,
}
