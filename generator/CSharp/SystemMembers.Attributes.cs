namespace KoffiGen.CSharp;

// Attributes without their brackets, and their arguments.
internal static partial class SystemMembers
{
    internal static class CallConvCdecl
    {
        public const string Type = CompilerServices + "CallConvCdecl";
    }

    internal static class CallConvStdcall
    {
        public const string Type = CompilerServices + "CallConvStdcall";
    }

    internal static class CallingConvention
    {
        public const string Type = Interop + "CallingConvention";
        public const string Cdecl = Type + "." + nameof(Cdecl);
        public const string StdCall = Type + "." + nameof(StdCall);
    }

    internal static class CollectionBuilder
    {
        public const string Type = CompilerServices + "CollectionBuilder";
    }

    internal static class DebuggerDisplay
    {
        public const string Type = Root + "Diagnostics.DebuggerDisplay";
    }

    internal static class EditorBrowsable
    {
        public const string Type = Root + "ComponentModel.EditorBrowsable";
    }

    internal static class EditorBrowsableState
    {
        public const string Type = Root + "ComponentModel.EditorBrowsableState";
        public const string Never = Type + "." + nameof(Never);
    }

    internal static class FieldOffset
    {
        public const string Type = Interop + "FieldOffset";
    }

    internal static class GeneratedCode
    {
        public const string Type = Root + "CodeDom.Compiler.GeneratedCode";
    }

    internal static class InlineArray
    {
        public const string Type = CompilerServices + "InlineArray";
    }

    internal static class LayoutKind
    {
        public const string Type = Interop + "LayoutKind";
        public const string Explicit = Type + "." + nameof(Explicit);
        public const string Sequential = Type + "." + nameof(Sequential);
    }

    internal static class MethodImpl
    {
        public const string Type = CompilerServices + "MethodImpl";
    }

    internal static class MethodImplOptions
    {
        public const string Type = CompilerServices + "MethodImplOptions";
        public const string AggressiveInlining = Type + "." + nameof(AggressiveInlining);
    }

    internal static class OverloadResolutionPriority
    {
        public const string Type = CompilerServices + "OverloadResolutionPriority";
    }

    internal static class SkipLocalsInit
    {
        public const string Type = CompilerServices + "SkipLocalsInit";
    }

    internal static class StructLayout
    {
        public const string Type = Interop + "StructLayout";
    }

    internal static class UnmanagedCallersOnly
    {
        public const string Type = Interop + "UnmanagedCallersOnly";
    }

    internal static class UnmanagedFunctionPointer
    {
        public const string Type = Interop + "UnmanagedFunctionPointer";
    }

    internal static class UnscopedRef
    {
        public const string Type = Root + "Diagnostics.CodeAnalysis.UnscopedRef";
    }
}
