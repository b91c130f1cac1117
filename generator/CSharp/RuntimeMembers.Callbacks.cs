namespace KoffiGen.CSharp;

// Members for callbacks.
internal static partial class RuntimeMembers
{
    internal static class CallbackScope
    {
        public const string Type = ServicesNamespace + "CallbackScope";
        public const string Acquire = nameof(Acquire);
        public const string Dispose = nameof(Dispose);
        public const string HasFailed = nameof(HasFailed);
        public const string ThrowIfFailed = nameof(ThrowIfFailed);
    }

    internal static class CallbackSlot
    {
        public const string Type = ServicesNamespace + "CallbackSlot";
        public const string GetTarget = nameof(GetTarget);
        public const string Index = nameof(Index);
        public const string Native = nameof(Native);
    }

    internal static class CallbackTable
    {
        public const string Type = ServicesNamespace + "CallbackTable";
        public const string Deliver = nameof(Deliver);
        public const string Enter = nameof(Enter);
        public const string Fail = nameof(Fail);
        public const string Find = nameof(Find);
        public const string KeepText = nameof(KeepText);
        public const string MoreSlots = nameof(MoreSlots);
        public const string OnException = nameof(OnException);
        public const string Register = nameof(Register);
        public const string RegisterOnce = nameof(RegisterOnce);
        public const string Targets = nameof(Targets);
    }

    internal static class ErrorNumber
    {
        public const string Type = ServicesNamespace + "ErrorNumber";
        public const string Save = Type + "." + nameof(Save);
        public const string Restore = nameof(Restore);
    }

    internal static class NativeFunctionTarget
    {
        public const string Type = ServicesNamespace + "NativeFunctionTarget";
    }

    internal static class RegistrationTarget
    {
        public const string Type = ServicesNamespace + "RegistrationTarget";
        public const string Callback = nameof(Callback);
    }
}
