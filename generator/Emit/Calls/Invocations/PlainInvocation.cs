using KoffiGen.C;

namespace KoffiGen.Emit.Calls.Invocations;

/// <summary>Writes one call by a convention that .NET supports.</summary>
internal sealed class PlainInvocation(CallContext context, IReadOnlyList<ArgumentEmitter> arguments, ResultEmitter result)
    : InvocationEmitter(context, arguments, result)
{
    protected override void WriteCalls()
    {
        CallingConvention convention = Context.Call.Target.Abi.Convention;
        WriteCall(convention == CallingConvention.Default ? "Cdecl" : convention.ToString(), Arguments);
    }
}
