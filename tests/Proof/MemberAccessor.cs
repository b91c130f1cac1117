using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace KoffiGen.Tests.Proof;

/// <summary>Access to a member of a generated struct as bytes. Test code that is compiled with the struct creates the instances.</summary>
public abstract class MemberAccessor
{
    /// <summary>Gets the size of the member's C# type in bytes.</summary>
    public abstract int Size { get; }

    /// <summary>Whether the value is a signed integer.</summary>
    public abstract bool IsSigned { get; }

    /// <summary>Whether the value is a C# number in the byte order of the machine.</summary>
    public abstract bool IsNumber { get; }

    /// <summary>Changes the bytes to a valid value of the C# type; a bool, for example, becomes 0 or 1.</summary>
    public abstract void Normalize(Span<byte> value);

    /// <summary>Sets the member of the struct in memory.</summary>
    public abstract void Write(Span<byte> memory, ReadOnlySpan<byte> value);

    /// <summary>Gets the member of the struct in memory.</summary>
    public abstract void Read(ReadOnlySpan<byte> memory, Span<byte> value);
}

public delegate void MemberSetter<TStruct, TValue>(ref TStruct value, TValue member)
    where TStruct : unmanaged;

public delegate TValue MemberGetter<TStruct, TValue>(ref TStruct value)
    where TStruct : unmanaged;

public sealed class MemberAccessor<TStruct, TValue>(MemberGetter<TStruct, TValue> get, MemberSetter<TStruct, TValue> set) : MemberAccessor
    where TStruct : unmanaged
    where TValue : unmanaged
{
    public override int Size => Unsafe.SizeOf<TValue>();

    public override bool IsNumber => typeof(TValue).IsPrimitive;

    public override bool IsSigned { get; } = IsSignedInteger(typeof(TValue));

    public override void Normalize(Span<byte> value)
    {
        if (typeof(TValue) == typeof(bool))
        {
            value[0] &= 1;
        }
        else if (typeof(TValue) == typeof(Rune))
        {
            // Below the surrogates.
            MemoryMarshal.Write(value, MemoryMarshal.Read<uint>(value) % 0xD800);
        }
    }

    public override void Write(Span<byte> memory, ReadOnlySpan<byte> value) =>
        set(ref MemoryMarshal.AsRef<TStruct>(memory), MemoryMarshal.Read<TValue>(value));

    public override void Read(ReadOnlySpan<byte> memory, Span<byte> value)
    {
        TStruct copy = MemoryMarshal.Read<TStruct>(memory);
        MemoryMarshal.Write(value, get(ref copy));
    }

    private static bool IsSignedInteger(Type type) =>
        Type.GetTypeCode(type) is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64
        || type == typeof(nint)
        || type == typeof(CLong);
}

/// <summary>The size and the members of a generated struct, as test code lists them.</summary>
public abstract class StructAccessor(Type type, int size)
{
    private readonly List<MemberAccessor> _members = [];

    public Type Type { get; } = type;

    public int Size { get; } = size;

    public IReadOnlyList<MemberAccessor> Members => _members;

    protected void Add(MemberAccessor member) => _members.Add(member);
}

/// <summary>Collects the members one by one, so that the compiler infers their types.</summary>
public sealed class StructAccessor<TStruct>() : StructAccessor(typeof(TStruct), Unsafe.SizeOf<TStruct>())
    where TStruct : unmanaged
{
    public StructAccessor<TStruct> Member<TValue>(MemberGetter<TStruct, TValue> get, MemberSetter<TStruct, TValue> set)
        where TValue : unmanaged
    {
        Add(new MemberAccessor<TStruct, TValue>(get, set));
        return this;
    }
}
