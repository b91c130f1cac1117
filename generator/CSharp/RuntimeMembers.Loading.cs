using KoffiGen.C;

namespace KoffiGen.CSharp;

// Members for libraries, their symbols and their memory.
internal static partial class RuntimeMembers
{
    internal static class MemoryArgument
    {
        public const string Type = ServicesNamespace + "MemoryArgument";
        public const string GetAddress = Type + "." + nameof(GetAddress);
    }

    internal static class NativeConvention
    {
        public const string Type = ServicesNamespace + "NativeConvention";

        public static string Value(CallingConvention value) => $"{Type}.{value}";
    }

    internal static class NativeFunction
    {
        public const string Type = ServicesNamespace + "NativeFunction";
        public const string NullPointer = Type + "." + nameof(NullPointer);
        public const string GetVariadicAdapter = Type + "." + nameof(GetVariadicAdapter);
        public const string GetFastcallAdapter = Type + "." + nameof(GetFastcallAdapter);
    }

    internal static class NativeLibraryInstance
    {
        public const string Type = ServicesNamespace + "NativeLibraryInstance";
        public const string Load = nameof(Load);
        public const string Dispose = nameof(Dispose);
        public const string Enter = nameof(Enter);
        public const string Exit = nameof(Exit);
        public const string Hold = nameof(Hold);
        public const string GetAddress = nameof(GetAddress);
        public const string Free = nameof(Free);
        public const string IsAvailable = nameof(IsAvailable);
    }

    internal static class NativeLibraryReference
    {
        public const string Type = ServicesNamespace + "NativeLibraryReference";
        public const string Windows = nameof(Windows);
        public const string Linux = nameof(Linux);
        public const string MacOS = nameof(MacOS);
        public const string FreeFrom = nameof(FreeFrom);
        public const string Versions = nameof(Versions);
        public const string Lazy = nameof(Lazy);
        public const string Global = nameof(Global);
        public const string DeepBind = nameof(DeepBind);
    }

    internal static class NativeMemoryOwner
    {
        public const string Type = ServicesNamespace + "NativeMemoryOwner";
        public const string Free = Type + "." + nameof(Free);
        public const string AllocateText = Type + "." + nameof(AllocateText);
        public const string CheckTransfer = Type + "." + nameof(CheckTransfer);
    }

    internal static class NativeSymbol
    {
        public const string Type = ServicesNamespace + "NativeSymbol";
        public const string Bind = nameof(Bind);
        public const string TryBind = nameof(TryBind);
        public const string IsAvailable = nameof(IsAvailable);
        public const string WindowsName = nameof(WindowsName);
        public const string Ordinal = nameof(Ordinal);
        public const string Convention = nameof(Convention);
        public const string StackBytes = nameof(StackBytes);
        public const string RegisterArguments = nameof(RegisterArguments);
        public const string IsVariadic = nameof(IsVariadic);
        public const string HasFloats = nameof(HasFloats);
    }

    internal static class NativeTarget
    {
        public const string Type = ServicesNamespace + "NativeTarget";
        public const string IsX86 = Type + "." + nameof(IsX86);
        public const string IsArm = Type + "." + nameof(IsArm);
        public const string IsSystemV = Type + "." + nameof(IsSystemV);
        public const string HasVariadicsOnStack = Type + "." + nameof(HasVariadicsOnStack);
        public const string HasVariadicFunctionsWithoutFloats = Type + "." + nameof(HasVariadicFunctionsWithoutFloats);
        public const string HasVariadicFloatsAsIntegers = Type + "." + nameof(HasVariadicFloatsAsIntegers);
    }
}
