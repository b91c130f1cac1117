using KoffiGen.Emit.Conversions;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls;

/// <summary>The result of a call: returned at once, or kept in a local while other stages follow.</summary>
/// <param name="isFollowed">Whether something happens between the call and the return.</param>
internal class ResultEmitter(CallContext context, ResultModel result, bool isFollowed) : FormEmitter(context)
{
    public static ResultEmitter Create(CallContext context, ResultModel result, bool isFollowed) =>
        result.Handle is not { } handle ? new ResultEmitter(context, result, isFollowed) : new HandleResultEmitter(context, result, handle);

    protected ResultModel Model => result;

    public override string Name => "result";

    /// <summary>Whether a caller of C# gets the result at once, without a stage of its own.</summary>
    public virtual bool IsPlainValue => result is { Disposal: null, FreesMembers: false };

    public override bool CopiesMemory => result.CopiesMemory;

    public override OwnedMemory? Owned => result.Disposal is { } disposal ? new OwnedMemory(disposal, $"(nint){Context.Result}") : null;

    public override string? FreedStruct => result.FreesMembers ? result.NativeType.PointeeOrSelf.Text : null;

    public override PointerLocal? WrittenPointer =>
        result.NativeType.IsAddress ? new PointerLocal(Context.Result, result.NativeType) : null;

    public override void WriteSetup()
    {
        if (NeedsLocal)
        {
            Writer.Line($"{result.NativeType} {Context.Result};");
        }
    }

    /// <summary>Writes the call as a statement.</summary>
    public void WriteCall(string call) =>
        Writer.Line(
            NeedsLocal ? $"{Context.Result} = {call};"
            : result.ManagedType.IsVoid ? $"{call};"
            : $"return {Context.ToManaged(result.ToManaged, Expression.Primary(call))};"
        );

    public virtual void WriteReturn()
    {
        if (NeedsLocal && !result.ManagedType.IsVoid)
        {
            Writer.Line($"return {Context.ToManaged(result.ToManaged, Expression.Primary(Context.Result))};");
        }
    }

    public override FreeingStatement? FreeMembers() =>
        result.FreesMembers ? FreeingStatement.Members(result.NativeType, Context.Result) with { MayThrow = true } : null;

    private bool NeedsLocal => !result.NativeType.IsVoid && (isFollowed || !IsPlainValue || !result.ToManaged.UsesValueOnce);
}
