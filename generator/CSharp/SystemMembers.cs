namespace KoffiGen.CSharp;

/// <summary>The types and members of .NET that generated code uses, each named once, as in <see cref="RuntimeMembers"/>.</summary>
internal static partial class SystemMembers
{
    private const string Root = "global::System.";
    private const string Interop = "global::System.Runtime.InteropServices.";
    private const string CompilerServices = "global::System.Runtime.CompilerServices.";

    internal static class ArgumentException
    {
        public const string Type = Root + "ArgumentException";
    }

    internal static class ArgumentNullException
    {
        public const string Type = Root + "ArgumentNullException";
        public const string ThrowIfNull = Type + "." + nameof(ThrowIfNull);
    }

    internal static class ArgumentOutOfRangeException
    {
        public const string Type = Root + "ArgumentOutOfRangeException";
    }

    internal static class BitConverter
    {
        public const string Type = Root + "BitConverter";
        public const string DoubleToInt64Bits = Type + "." + nameof(DoubleToInt64Bits);
        public const string Int32BitsToSingle = Type + "." + nameof(Int32BitsToSingle);
        public const string Int64BitsToDouble = Type + "." + nameof(Int64BitsToDouble);
        public const string SingleToInt32Bits = Type + "." + nameof(SingleToInt32Bits);
    }

    internal static class CLong
    {
        public const string Type = Interop + "CLong";
        public const string Value = nameof(Value);
    }

    internal static class CULong
    {
        public const string Type = Interop + "CULong";
        public const string Value = nameof(Value);
    }

    internal static class DllNotFoundException
    {
        public const string Type = Root + "DllNotFoundException";
    }

    internal static class EntryPointNotFoundException
    {
        public const string Type = Root + "EntryPointNotFoundException";
    }

    internal static class Exception
    {
        public const string Type = Root + "Exception";
    }

    internal static class GC
    {
        public const string Type = Root + "GC";
        public const string KeepAlive = Type + "." + nameof(KeepAlive);
    }

    internal static class IDisposable
    {
        public const string Type = Root + "IDisposable";
    }

    internal static class IEquatable
    {
        public const string Type = Root + "IEquatable";
    }

    internal static class IntPtr
    {
        public const string Type = Root + "IntPtr";
        public const string Size = Type + "." + nameof(Size);
    }

    internal static class InvalidOperationException
    {
        public const string Type = Root + "InvalidOperationException";
    }

    internal static class Marshal
    {
        public const string Type = Interop + "Marshal";
        public const string GetFunctionPointerForDelegate = Type + "." + nameof(GetFunctionPointerForDelegate);
        public const string GetLastSystemError = Type + "." + nameof(GetLastSystemError);
        public const string SetLastSystemError = Type + "." + nameof(SetLastSystemError);
    }

    internal static class Math
    {
        public const string Type = Root + "Math";
        public const string Max = Type + "." + nameof(Max);
    }

    internal static class MemoryExtensions
    {
        public const string Type = Root + "MemoryExtensions";
        public const string AsSpan = Type + "." + nameof(AsSpan);
    }

    internal static class MemoryHandle
    {
        public const string Type = Root + "Buffers.MemoryHandle";
        public const string Dispose = nameof(Dispose);
        public const string Pointer = nameof(Pointer);
    }

    internal static class MemoryMarshal
    {
        public const string Type = Interop + "MemoryMarshal";
        public const string Cast = Type + "." + nameof(Cast);
    }

    internal static class OperatingSystem
    {
        public const string Type = Root + "OperatingSystem";
        public const string IsWindows = Type + "." + nameof(IsWindows);
    }

    internal static class OverflowException
    {
        public const string Type = Root + "OverflowException";
    }

    internal static class ReadOnlySpan
    {
        public const string Type = Root + "ReadOnlySpan";
    }

    internal static class Span
    {
        public const string Type = Root + "Span";
    }

    internal static class SynchronizationContext
    {
        public const string Type = Root + "Threading.SynchronizationContext";
    }

    internal static class Unsafe
    {
        public const string Type = CompilerServices + "Unsafe";
        public const string BitCast = Type + "." + nameof(BitCast);
        public const string SizeOf = Type + "." + nameof(SizeOf);
    }

    internal static class ValueTuple
    {
        public const string Type = Root + "ValueTuple";
    }
}
