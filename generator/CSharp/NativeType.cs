using KoffiGen.C;

namespace KoffiGen.CSharp;

/// <summary>
/// A type that the runtime passes to C unchanged: in the signature of a function pointer, behind a pointer, or as the storage of a
/// struct's member.
/// </summary>
internal abstract record NativeType
{
    public static readonly NativeType Void = new NativePrimitive(NativePrimitiveKind.Void);
    public static readonly NativeType SByte = new NativePrimitive(NativePrimitiveKind.SByte);
    public static readonly NativeType Byte = new NativePrimitive(NativePrimitiveKind.Byte);
    public static readonly NativeType Int16 = new NativePrimitive(NativePrimitiveKind.Int16);
    public static readonly NativeType UInt16 = new NativePrimitive(NativePrimitiveKind.UInt16);
    public static readonly NativeType Int32 = new NativePrimitive(NativePrimitiveKind.Int32);
    public static readonly NativeType UInt32 = new NativePrimitive(NativePrimitiveKind.UInt32);
    public static readonly NativeType Int64 = new NativePrimitive(NativePrimitiveKind.Int64);
    public static readonly NativeType UInt64 = new NativePrimitive(NativePrimitiveKind.UInt64);
    public static readonly NativeType IntPtr = new NativePrimitive(NativePrimitiveKind.IntPtr);
    public static readonly NativeType UIntPtr = new NativePrimitive(NativePrimitiveKind.UIntPtr);
    public static readonly NativeType Single = new NativePrimitive(NativePrimitiveKind.Single);
    public static readonly NativeType Double = new NativePrimitive(NativePrimitiveKind.Double);
    public static readonly NativeType CLong = new NativeLong(IsUnsigned: false);
    public static readonly NativeType CULong = new NativeLong(IsUnsigned: true);
    public static readonly NativeType VoidPointer = Void.PointerTo();

    /// <summary>The type as generated code writes it.</summary>
    public abstract string Text { get; }

    /// <summary>The size in bytes; <see langword="null"/> where it depends on the target or on the fields of a struct.</summary>
    public virtual int? Size => null;

    /// <summary>Whether values may travel in floating-point registers.</summary>
    public virtual bool IsFloat => false;

    public bool IsVoid => this is NativePrimitive { Kind: NativePrimitiveKind.Void };

    public bool IsPointer => this is NativePointer;

    /// <summary>Whether values are addresses: typed pointers, or <see langword="nint"/>.</summary>
    public bool IsAddress => this is NativePointer or NativePrimitive { Kind: NativePrimitiveKind.IntPtr };

    /// <summary>The type that a pointer points to, and any other type itself.</summary>
    public NativeType PointeeOrSelf => this is NativePointer pointer ? pointer.Pointee : this;

    /// <summary>The C# type of the same values.</summary>
    public abstract CSharpType ToCSharpType();

    public NativeType PointerTo() => new NativePointer(this);

    /// <summary>The native type that an unmanaged C# type is passed as.</summary>
    public static NativeType Of(CSharpType type) =>
        type.Kind switch
        {
            CSharpTypeKind.Void => Void,
            CSharpTypeKind.SByte => SByte,
            CSharpTypeKind.Byte => Byte,
            CSharpTypeKind.Int16 => Int16,
            CSharpTypeKind.UInt16 => UInt16,
            CSharpTypeKind.Int32 => Int32,
            CSharpTypeKind.UInt32 => UInt32,
            CSharpTypeKind.Int64 => Int64,
            CSharpTypeKind.UInt64 => UInt64,
            CSharpTypeKind.IntPtr => IntPtr,
            CSharpTypeKind.UIntPtr => UIntPtr,
            CSharpTypeKind.Single => Single,
            CSharpTypeKind.Double => Double,
            CSharpTypeKind.CLong => CLong,
            CSharpTypeKind.CULong => CULong,
            _ => new UnmanagedType(type),
        };

    public sealed override string ToString() => Text;
}

internal enum NativePrimitiveKind
{
    Void,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    IntPtr,
    UIntPtr,
    Single,
    Double,
}

internal sealed record NativePrimitive(NativePrimitiveKind Kind) : NativeType
{
    public override string Text =>
        Kind switch
        {
            NativePrimitiveKind.SByte => "sbyte",
            NativePrimitiveKind.Byte => "byte",
            NativePrimitiveKind.Int16 => "short",
            NativePrimitiveKind.UInt16 => "ushort",
            NativePrimitiveKind.Int32 => "int",
            NativePrimitiveKind.UInt32 => "uint",
            NativePrimitiveKind.Int64 => "long",
            NativePrimitiveKind.UInt64 => "ulong",
            NativePrimitiveKind.IntPtr => "nint",
            NativePrimitiveKind.UIntPtr => "nuint",
            NativePrimitiveKind.Single => "float",
            NativePrimitiveKind.Double => "double",
            _ => "void",
        };

    public override int? Size =>
        Kind switch
        {
            NativePrimitiveKind.SByte or NativePrimitiveKind.Byte => 1,
            NativePrimitiveKind.Int16 or NativePrimitiveKind.UInt16 => 2,
            NativePrimitiveKind.Int32 or NativePrimitiveKind.UInt32 or NativePrimitiveKind.Single => 4,
            NativePrimitiveKind.Int64 or NativePrimitiveKind.UInt64 or NativePrimitiveKind.Double => 8,
            _ => null,
        };

    public override CSharpType ToCSharpType() =>
        new(
            Kind switch
            {
                NativePrimitiveKind.SByte => CSharpTypeKind.SByte,
                NativePrimitiveKind.Byte => CSharpTypeKind.Byte,
                NativePrimitiveKind.Int16 => CSharpTypeKind.Int16,
                NativePrimitiveKind.UInt16 => CSharpTypeKind.UInt16,
                NativePrimitiveKind.Int32 => CSharpTypeKind.Int32,
                NativePrimitiveKind.UInt32 => CSharpTypeKind.UInt32,
                NativePrimitiveKind.Int64 => CSharpTypeKind.Int64,
                NativePrimitiveKind.UInt64 => CSharpTypeKind.UInt64,
                NativePrimitiveKind.IntPtr => CSharpTypeKind.IntPtr,
                NativePrimitiveKind.UIntPtr => CSharpTypeKind.UIntPtr,
                NativePrimitiveKind.Single => CSharpTypeKind.Single,
                NativePrimitiveKind.Double => CSharpTypeKind.Double,
                _ => CSharpTypeKind.Void,
            },
            Text
        )
        {
            IsUnmanaged = Kind != NativePrimitiveKind.Void,
        };

    public override bool IsFloat => Kind is NativePrimitiveKind.Single or NativePrimitiveKind.Double;
}

/// <summary>The runtime's <c>CLong</c> or <c>CULong</c>: C's <c>long</c>, whose width depends on the target.</summary>
internal sealed record NativeLong(bool IsUnsigned) : NativeType
{
    public override string Text => "global::System.Runtime.InteropServices." + Name;

    public string Name => IsUnsigned ? "CULong" : "CLong";

    public override CSharpType ToCSharpType() =>
        new(IsUnsigned ? CSharpTypeKind.CULong : CSharpTypeKind.CLong, Text) { IsUnmanaged = true };
}

internal sealed record NativePointer(NativeType Pointee) : NativeType
{
    public override string Text => Pointee.Text + "*";

    public override CSharpType ToCSharpType() => new(CSharpTypeKind.Pointer, Text) { Element = Pointee.ToCSharpType(), IsUnmanaged = true };
}

/// <summary>An unmanaged type of C#: a struct, an enum, or any other type that the memory of a caller consists of.</summary>
internal sealed record UnmanagedType(CSharpType Type) : NativeType
{
    public override string Text => Type.Text;

    public override CSharpType ToCSharpType() => Type;
}

/// <summary>The blittable stand-in of a user's struct.</summary>
internal sealed record BlittableStandInType(string Name) : NativeType
{
    public override string Text => Name;

    public override CSharpType ToCSharpType() => new(CSharpTypeKind.Other, Name) { IsUnmanaged = true };
}
