namespace KoffiGen.CSharp;

/// <summary>
/// A blittable type, which .NET passes to C unchanged: in the signature of a function pointer, behind a pointer, or as the storage of a
/// struct member.
/// </summary>
internal abstract record NativeType
{
    public static readonly NativeType Void = new NativePrimitive(CSharpPrimitive.Void);
    public static readonly NativeType SByte = new NativePrimitive(CSharpPrimitive.SByte);
    public static readonly NativeType Byte = new NativePrimitive(CSharpPrimitive.Byte);
    public static readonly NativeType Int16 = new NativePrimitive(CSharpPrimitive.Int16);
    public static readonly NativeType UInt16 = new NativePrimitive(CSharpPrimitive.UInt16);
    public static readonly NativeType Int32 = new NativePrimitive(CSharpPrimitive.Int32);
    public static readonly NativeType UInt32 = new NativePrimitive(CSharpPrimitive.UInt32);
    public static readonly NativeType Int64 = new NativePrimitive(CSharpPrimitive.Int64);
    public static readonly NativeType UInt64 = new NativePrimitive(CSharpPrimitive.UInt64);
    public static readonly NativeType IntPtr = new NativePrimitive(CSharpPrimitive.IntPtr);
    public static readonly NativeType UIntPtr = new NativePrimitive(CSharpPrimitive.UIntPtr);
    public static readonly NativeType Single = new NativePrimitive(CSharpPrimitive.Single);
    public static readonly NativeType Double = new NativePrimitive(CSharpPrimitive.Double);
    public static readonly NativeType CLong = new NativeLong(IsUnsigned: false);
    public static readonly NativeType CULong = new NativeLong(IsUnsigned: true);
    public static readonly NativeType VoidPointer = Void.PointerTo();

    /// <summary>The type in generated code.</summary>
    public abstract string Text { get; }

    /// <summary>The size in bytes; <see langword="null"/> if it depends on the target or on the fields of a struct.</summary>
    public virtual int? Size => null;

    /// <summary>Whether the calling convention may pass values in floating-point registers.</summary>
    public virtual bool IsFloat => false;

    public bool IsVoid => this is NativePrimitive { Keyword: CSharpPrimitive.Void };

    public bool IsPointer => this is NativePointer;

    /// <summary>Whether values are addresses: typed pointers, or <see langword="nint"/>.</summary>
    public bool IsAddress => this is NativePointer or NativePrimitive { Keyword: CSharpPrimitive.IntPtr };

    /// <summary>The type that a pointer points to; for any other type, the type itself.</summary>
    public NativeType PointeeOrSelf => this is NativePointer pointer ? pointer.Pointee : this;

    /// <summary>Returns the C# type with the same values.</summary>
    public abstract CSharpType ToCSharpType();

    public NativeType PointerTo() => new NativePointer(this);

    /// <summary>Returns the native type for an unmanaged C# type.</summary>
    public static NativeType Of(CSharpType type) =>
        type switch
        {
            CSharpType.Primitive { Keyword: not (CSharpPrimitive.Boolean or CSharpPrimitive.Char) and var keyword } => new NativePrimitive(
                keyword
            ),
            CSharpType.CLong => CLong,
            CSharpType.CULong => CULong,
            CSharpType.Pointer { PointedAtType: var target } => Of(target).PointerTo(),
            _ => new UnmanagedType(type),
        };

    public sealed override string ToString() => Text;
}

/// <param name="Keyword">Any keyword except <see langword="bool"/> and <see langword="char"/>, which .NET converts.</param>
internal sealed record NativePrimitive(CSharpPrimitive Keyword) : NativeType
{
    private CSharpType.Primitive Type => CSharpType.Of(Keyword);

    public override string Text => Type.Text;

    public override int? Size => Type.Size;

    public override bool IsFloat => Type.IsFloating;

    public override CSharpType ToCSharpType() => Type;
}

/// <summary>The runtime's <c>CLong</c> or <c>CULong</c>: C's <c>long</c>, whose width depends on the target.</summary>
internal sealed record NativeLong(bool IsUnsigned) : NativeType
{
    public override string Text => ToCSharpType().Text;

    public string Name => IsUnsigned ? "CULong" : "CLong";

    public override CSharpType ToCSharpType() => IsUnsigned ? new CSharpType.CULong() : new CSharpType.CLong();
}

internal sealed record NativePointer(NativeType Pointee) : NativeType
{
    public override string Text => Pointee.Text + "*";

    public override CSharpType ToCSharpType() => new CSharpType.Pointer(Pointee.ToCSharpType());
}

/// <summary>An unmanaged C# type: a struct, an enum, or any other type that the caller's memory consists of.</summary>
internal sealed record UnmanagedType(CSharpType Type) : NativeType
{
    public override string Text => Type.Text;

    public override CSharpType ToCSharpType() => Type;
}

/// <summary>The blittable stand-in of a user's struct.</summary>
internal sealed record BlittableStandInType(string Name) : NativeType
{
    public override string Text => Name;

    public override CSharpType ToCSharpType() => new CSharpType.Struct(new QualifiedName(null, Name), Declaration: null);
}
