using KoffiGen.CSharp;
using KoffiGen.Emit.Structs;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>The managed forms of several structs: C receives an array of structs that are made of them.</summary>
internal sealed class ManagedFormArrayEmitter(CallContext context, ManagedFormArgument argument) : ArgumentEmitter(context, argument)
{
    public override bool IsAcquired => true;

    public override bool UsesScope => true;

    public override bool IsWritten => argument.IsWritten;

    public override bool CopiesMemory => argument.IsWritten;

    public override string? FreedStruct => argument.FreesMembers ? argument.Struct.Text : null;

    public override void WriteAcquisition()
    {
        // The code reads a span instead of the array, because the array may be null.
        string span = argument.IsWritten ? SystemMembers.Span.Type : SystemMembers.ReadOnlySpan.Type;
        string alignment = OverAlignment is { } more ? $", {LayoutEmitter.Expression(more)}" : "";
        string allocation = $"{Context.Scope}.{RuntimeMembers.NativeScope.Allocate}<{argument.Struct}>({Elements}.Length{alignment})";
        Writer.Line($"{span}<{argument.Struct}.{ManagedFormMembers.Type}> {Elements} = {argument.Identifier};");
        Writer.Line($"{argument.Struct}* {Native} = {allocation};");
        if (argument.IsRead)
        {
            WriteForEach($"{Element}.{ManagedFormMembers.ToNative}(ref {Context.Scope}, out {NativeElement}, {Context.Function});");
        }
    }

    public override void WriteRead()
    {
        if (argument.IsWritten)
        {
            WriteForEach($"{Element} = {NativeElement}.{ManagedFormMembers.ToManaged}();");
        }
    }

    public override FreeingStatement? FreeMembers() =>
        argument.FreesMembers
            ? new FreeingStatement($"{NativeElement}.{ManagedFormMembers.FreeOwned}();", MayThrow: true, Loop: Loop)
            : null;

    private string Elements => Context.Local(Name, "elements");

    private string Element => $"{Elements}[{Context.Index}]";

    private string NativeElement => $"{Native}[{Context.Index}]";

    private string Loop => $"for (int {Context.Index} = 0; {Context.Index} < {Elements}.Length; {Context.Index}++)";

    private void WriteForEach(string statement)
    {
        using (Writer.Block(Loop))
        {
            Writer.Line(statement);
        }
    }
}
