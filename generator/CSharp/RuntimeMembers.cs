namespace KoffiGen.CSharp;

/// <summary>
/// The types and members of the runtime that generated code uses, each named once. Static members have qualified names, instance members
/// simple names. A test resolves each of them in the runtime.
/// </summary>
internal static partial class RuntimeMembers
{
    private const string Namespace = "global::KoffiGen.";

    /// <summary>
    /// Declares the alias of the namespace that only generated code uses. No type, member or parameter can hide it, because <c>::</c> only
    /// looks up aliases.
    /// </summary>
    public const string ServicesUsing = "using " + ServicesAlias + " = " + Namespace + "CompilerServices;";

    public const string ServicesAlias = "__runtime";

    private const string ServicesNamespace = ServicesAlias + "::";

    internal static class Koffi
    {
        public const string Type = Namespace + "Koffi";
        public const string LastError = Type + "." + nameof(LastError);
        public const string CallbackError = Type + "." + nameof(CallbackError);
    }

    internal static class KoffiArgument
    {
        public const string Type = Namespace + "KoffiArgument";
    }

    internal static class KoffiCallbackPolicy
    {
        public const string Type = Namespace + "KoffiCallbackPolicy";

        public static string Value(CallbackPolicy value) => $"{Type}.{value}";
    }

    internal static class KoffiDispatcher
    {
        public const string Type = Namespace + "KoffiDispatcher";

        public static string Value(Dispatcher value) => $"{Type}.{value}";
    }

    internal static class KoffiHandle
    {
        public const string Type = Namespace + "KoffiHandle";
        public const string Initialize = nameof(Initialize);
        public const string Dispose = nameof(Dispose);
        public const string Disposer = nameof(Disposer);
        public const string Library = nameof(Library);
        public const string ReleaseLibrary = nameof(ReleaseLibrary);
        public const string TryReleaseByMethod = nameof(TryReleaseByMethod);
        public const string OpenPointer = nameof(OpenPointer);
    }

    internal static class KoffiLoad
    {
        public const string Type = Namespace + "KoffiLoad";
    }

    internal static class KoffiMemory
    {
        public const string Type = Namespace + "KoffiMemory";
    }

    internal static class KoffiQueue
    {
        public const string Type = Namespace + "KoffiQueue";
        public const string Get = Type + "." + nameof(Get);
    }

    internal static class Pointer
    {
        public const string Type = Namespace + "Pointer";
    }

    internal static class Registered
    {
        public const string Type = Namespace + "Registered";
        public const string Address = nameof(Address);
    }
}
