namespace KoffiGen.CSharp;

/// <summary>The types without parts that C# has keywords for, and that C types are matched with.</summary>
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
