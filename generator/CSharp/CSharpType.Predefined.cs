namespace KoffiGen.CSharp;

// Types with keywords of their own.
internal abstract partial record CSharpType
{
    public sealed record Primitive(CSharpPrimitive Keyword) : CSharpType
    {
        public bool IsInteger => IsSigned || IsUnsigned;

        public bool IsSigned =>
            Keyword
                is CSharpPrimitive.SByte
                    or CSharpPrimitive.Int16
                    or CSharpPrimitive.Int32
                    or CSharpPrimitive.Int64
                    or CSharpPrimitive.IntPtr;

        public bool IsUnsigned =>
            Keyword
                is CSharpPrimitive.Byte
                    or CSharpPrimitive.UInt16
                    or CSharpPrimitive.UInt32
                    or CSharpPrimitive.UInt64
                    or CSharpPrimitive.UIntPtr;

        public bool IsFloating => Keyword is CSharpPrimitive.Single or CSharpPrimitive.Double;

        /// <summary>The size in bytes; <see langword="null"/> if platforms differ, and for <see langword="void"/>.</summary>
        public int? Size =>
            Keyword switch
            {
                CSharpPrimitive.Boolean or CSharpPrimitive.SByte or CSharpPrimitive.Byte => 1,
                CSharpPrimitive.Char or CSharpPrimitive.Int16 or CSharpPrimitive.UInt16 => 2,
                CSharpPrimitive.Int32 or CSharpPrimitive.UInt32 or CSharpPrimitive.Single => 4,
                CSharpPrimitive.Int64 or CSharpPrimitive.UInt64 or CSharpPrimitive.Double => 8,
                _ => null,
            };

        public override bool IsUnmanaged => Keyword != CSharpPrimitive.Void;

        public override bool NeedsBlittableStandIn => Keyword is CSharpPrimitive.Boolean or CSharpPrimitive.Char;

        public override string Write(CSharpTypeFormat format) =>
            Keyword switch
            {
                CSharpPrimitive.Void => "void",
                CSharpPrimitive.Boolean => "bool",
                CSharpPrimitive.Char => "char",
                CSharpPrimitive.SByte => "sbyte",
                CSharpPrimitive.Byte => "byte",
                CSharpPrimitive.Int16 => "short",
                CSharpPrimitive.UInt16 => "ushort",
                CSharpPrimitive.Int32 => "int",
                CSharpPrimitive.UInt32 => "uint",
                CSharpPrimitive.Int64 => "long",
                CSharpPrimitive.UInt64 => "ulong",
                CSharpPrimitive.IntPtr => "nint",
                CSharpPrimitive.UIntPtr => "nuint",
                CSharpPrimitive.Single => "float",
                CSharpPrimitive.Double => "double",
                _ => throw new InvalidOperationException($"'{Keyword}' has no C# keyword."),
            };

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) => this;
    }

    public sealed record String : Reference
    {
        public override string Write(CSharpTypeFormat format) => "string" + Annotation;

        public override CSharpType RewriteParts(CSharpTypeRewriter rewriter) => this;
    }
}
