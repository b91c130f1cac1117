using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Emit.Targets;

namespace KoffiGen.Emit.Calls.Invocations;

/// <summary>Writes the call of the address.</summary>
internal abstract class InvocationEmitter(CallContext context, IReadOnlyList<ArgumentEmitter> arguments, ResultEmitter result)
{
    protected CallContext Context { get; } = context;

    protected SourceWriter Writer => Context.Writer;

    protected IReadOnlyList<ArgumentEmitter> Arguments { get; } = arguments;

    protected ResultEmitter Result { get; } = result;

    protected NativeType ResultType => Context.Call.Result.NativeType;

    public static InvocationEmitter Create(
        CallContext context,
        TargetEmitter target,
        IReadOnlyList<ArgumentEmitter> arguments,
        ResultEmitter result
    ) =>
        context.Call switch
        {
            { Variadic.Open: { } open } => new OpenVariadicInvocation(context, arguments, result, open),
            { Variadic: { } variadic } => new VariadicInvocation(context, arguments, result, variadic),
            { Target.Abi.Convention: CallingConvention.Fastcall } => new FastcallInvocation(context, target, arguments, result),
            _ => new PlainInvocation(context, arguments, result),
        };

    public virtual void Write()
    {
        if (!Context.CapturesError)
        {
            WriteCalls();
            return;
        }

        Writer.Line($"{SystemMembers.Marshal.SetLastSystemError}(0);");
        WriteCalls();
        Writer.Line($"{Context.Error} = {SystemMembers.Marshal.GetLastSystemError}();");
    }

    protected abstract void WriteCalls();

    /// <summary>Returns the expression of a call by one convention.</summary>
    protected string Call(string convention, IEnumerable<PassedValue> passed, NativeType resultType)
    {
        PassedValue[] values = [.. passed];
        string suppress = Context.Call.SuppressesGCTransition ? ", SuppressGCTransition" : "";
        string types = string.Join(", ", values.Select(static value => value.Type).Append(resultType));
        string arguments = string.Join(", ", values.Select(static value => value.Expression));
        return $"((delegate* unmanaged[{convention}{suppress}]<{types}>){Context.Address})({arguments})";
    }

    protected void WriteCall(string convention, IEnumerable<ArgumentEmitter> arguments) =>
        Result.WriteCall(Call(convention, arguments.Select(PassedValue.Unchanged), ResultType));
}
