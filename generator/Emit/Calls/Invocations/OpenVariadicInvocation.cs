using KoffiGen.CSharp;

namespace KoffiGen.Emit.Calls.Invocations;

/// <summary>Writes a call with run-time variable arguments. The runtime makes the call.</summary>
/// <param name="open">The C# parameter that has them.</param>
internal sealed class OpenVariadicInvocation(
    CallContext context,
    IReadOnlyList<ArgumentEmitter> arguments,
    ResultEmitter result,
    string open
) : InvocationEmitter(context, arguments, result)
{
    // The runtime captures the error itself, because it runs other code after the call.
    public override void Write() => WriteCalls();

    protected override void WriteCalls()
    {
        NativeType type =
            ResultType.IsVoid ? NativeType.Int32
            : ResultType.IsPointer ? NativeType.IntPtr
            : ResultType;
        string error = Context.CapturesError ? $", out {Context.Error}" : "";
        string named = string.Join(", ", Arguments.Select(Argument));
        string call = $"{RuntimeMembers.NativeVariadic.Call}<{type}>({Context.Address}, [{named}], {open}, {Context.Function}{error})";
        Result.WriteCall(ResultType.IsPointer ? $"({ResultType}){call}" : call);
    }

    private static string Argument(ArgumentEmitter argument) =>
        argument.NativeType is { IsFloat: true, Size: 4 } ? $"{RuntimeMembers.NativeVariadic.Single}({argument.Pass})"
        : argument.NativeType.IsPointer ? "(nint)" + PassedValue.Operand(argument.Pass)
        : argument.Pass;
}
