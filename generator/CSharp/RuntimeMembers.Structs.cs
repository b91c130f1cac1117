using KoffiGen.C;

namespace KoffiGen.CSharp;

// Members for generated structs.
internal static partial class RuntimeMembers
{
    internal static class FixedText
    {
        public const string Type = ServicesNamespace + "FixedText";
        public const string Read = Type + "." + nameof(Read);
        public const string Write = Type + "." + nameof(Write);
    }

    internal static class FlexibleArray
    {
        public const string Type = ServicesNamespace + "FlexibleArray";
        public const string Allocate = Type + "." + nameof(Allocate);
        public const string Span = Type + "." + nameof(Span);
    }

    internal static class IOverAligned
    {
        public const string Type = ServicesNamespace + "IOverAligned";
        public const string Alignment = nameof(Alignment);
    }

    internal static class NativeArray
    {
        public const string Type = ServicesNamespace + "NativeArray";
        public const string CheckCount = Type + "." + nameof(CheckCount);
        public const string CheckLength = Type + "." + nameof(CheckLength);
        public const string Copy = Type + "." + nameof(Copy);
        public const string ToBooleans = Type + "." + nameof(ToBooleans);
    }

    internal static class NativeScope
    {
        public const string Type = ServicesNamespace + "NativeScope";
        public const string Allocate = nameof(Allocate);
        public const string Copy = nameof(Copy);
        public const string Dispose = nameof(Dispose);

        // The names of the methods for strings contain the encoding.
        public static string To(TextEncoding encoding) => encoding.ToString();

        public static string From(TextEncoding encoding) => $"{Type}.From{encoding}";
    }
}
