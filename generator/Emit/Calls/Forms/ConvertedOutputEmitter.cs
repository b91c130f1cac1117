using KoffiGen.Emit.Conversions;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

internal sealed class ConvertedOutputEmitter(CallContext context, ConvertedOutput output) : LocalArgumentEmitter(context, output)
{
    public override bool FollowsCall => true;

    public override bool IsWritten => true;

    public override bool IsCounted => output.IsCounted;

    public override bool CopiesMemory => output.CopiesMemory;

    public override OwnedMemory? Owned => output.Disposal is { } disposal ? new OwnedMemory(disposal, $"(nint){Native}") : null;

    public override string? FreedStruct => output.FreesMembers ? output.NativeElement.PointeeOrSelf.Text : null;

    public override PointerLocal? WrittenPointer => output.NativeElement.IsAddress ? new PointerLocal(Native, output.NativeElement) : null;

    public override void WriteSetup()
    {
        string value = output.ToNative is { } conversion ? Context.ToNative(conversion, Expression.Primary(output.Identifier)) : "default";
        Writer.Line($"{DeclareLocal(output.NativeElement)} = {value};");
    }

    public override void WriteRead() =>
        Writer.Line($"{output.Identifier} = {Context.ToManaged(output.ToManaged, Expression.Primary(Native))};");

    public override FreeingStatement? FreeMembers() =>
        output.FreesMembers ? FreeingStatement.Members(output.NativeElement, Native) with { MayThrow = true } : null;
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(ConvertedOutput argument) => new ConvertedOutputEmitter(context, argument);
}
