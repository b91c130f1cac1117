namespace KoffiGen.CSharp;

/// <summary>The predefined C# types that can represent C types.</summary>
internal enum CSharpPrimitive
{
    Void,
    Boolean,
    Char,
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
