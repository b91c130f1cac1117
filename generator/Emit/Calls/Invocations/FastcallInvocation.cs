using KoffiGen.CSharp;
using KoffiGen.Emit.Targets;

namespace KoffiGen.Emit.Calls.Invocations;

/// <summary>
/// Writes a call by fastcall, a convention of 32-bit x86 that .NET function pointers do not support. There, thiscall passes one argument in
/// ECX, and an adapter loads two from the stack. On other platforms fastcall is the same as the platform's convention.
/// </summary>
internal sealed class FastcallInvocation(
    CallContext context,
    TargetEmitter target,
    IReadOnlyList<ArgumentEmitter> arguments,
    ResultEmitter result
) : InvocationEmitter(context, arguments, result)
{
    protected override void WriteCalls()
    {
        EquatableArray<int> registers = Context.Call.Target.Abi.RegisterArguments;
        IEnumerable<int> stack = Enumerable.Range(0, Arguments.Count).Except(registers);
        using (Writer.Block($"if ({RuntimeMembers.NativeTarget.IsX86})"))
        {
            target.WriteFastcallAdapter();
            WriteCall(registers.Count == 1 ? "Thiscall" : "Stdcall", registers.Concat(stack).Select(index => Arguments[index]));
        }

        using (Writer.Block("else"))
        {
            WriteCall("Cdecl", Arguments);
        }
    }
}
