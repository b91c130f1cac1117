using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>The managed form of one struct. C receives the converted struct by value or in a local.</summary>
internal sealed class ManagedFormArgumentEmitter(CallContext context, ManagedFormArgument argument)
    : LocalArgumentEmitter(context, argument)
{
    public override bool IsAcquired => argument.IsRead;

    public override bool UsesScope => argument.IsRead;

    public override bool FollowsCall => true;

    public override bool IsWritten => argument.IsWritten;

    public override bool CopiesMemory => argument.IsWritten;

    public override string? FreedStruct => argument.FreesMembers ? argument.Struct.Text : null;

    public override string Pass => OverAlignment is null && argument.IsByValue ? Native : base.Pass;

    public override void WriteSetup()
    {
        if (!argument.IsRead)
        {
            Writer.Line($"{DeclareLocal(argument.Struct)} = default;");
        }
    }

    public override void WriteAcquisition()
    {
        string local = DeclareLocal(argument.Struct);
        Writer.Line($"{argument.Identifier}.{ManagedFormMembers.ToNative}(ref {Context.Scope}, out {local}, {Context.Function});");
        if (argument.FreesMembers)
        {
            Writer.Line($"{argument.Struct} {Given} = {Native};");
        }
    }

    public override void WriteRead()
    {
        if (argument.IsWritten)
        {
            Writer.Line($"{argument.Identifier} = {Native}.{ManagedFormMembers.ToManaged}();");
        }
    }

    public override FreeingStatement? FreeMembers() =>
        argument.FreesMembers
            ? new FreeingStatement($"{Native}.{ManagedFormMembers.FreeOwned}({(argument.IsRead ? Given : "")});", MayThrow: true)
            : null;

    /// <summary>The struct as C received it. Memory that C has not replaced is not owned by the caller.</summary>
    private string Given => Context.Local(Name, "given");
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(ManagedFormArgument argument) =>
        argument.IsArray ? new ManagedFormArrayEmitter(context, argument) : new ManagedFormArgumentEmitter(context, argument);
}
