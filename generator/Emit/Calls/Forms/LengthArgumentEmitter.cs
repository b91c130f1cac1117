using KoffiGen.CSharp;
using KoffiGen.Emit.Conversions;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Forms;

/// <summary>A length that C# does not pass: that of the memory it counts. Memory with one count has one length.</summary>
internal sealed class LengthArgumentEmitter(CallContext context, LengthArgument argument) : ArgumentEmitter(context, argument)
{
    public override string Pass => argument.Conversion.MayThrow ? Native : Converted;

    protected override string Native => Context.Local(Name, "length");

    public override void WriteSetup()
    {
        WriteLengthChecks();
        if (argument.Conversion.MayThrow)
        {
            Writer.Line($"{NativeType} {Native} = {Converted};");
        }
    }

    private string Converted => Context.ToNative(argument.Conversion, Expression.Operation(Context.Write(argument.Length)));

    private void WriteLengthChecks()
    {
        EquatableArray<CountedMemory> memory = argument.Memory;

        // If all arguments may be NULL, the first one that is not NULL is known only at run time, so all pairs are compared.
        for (int first = 0; first < (memory[0].IsOptional ? memory.Count : 1); first++)
        {
            for (int second = first + 1; second < memory.Count; second++)
            {
                string check = memory[second].IsOptional
                    ? RuntimeMembers.CountedMemory.CheckLengthOrNone
                    : RuntimeMembers.CountedMemory.CheckLength;
                Writer.Line($"{check}({Describe(memory[second])}, {Describe(memory[first])}, {Context.Function});");
            }
        }
    }

    private string Describe(CountedMemory memory) => $"{Context.Write(memory.Length)}, {CSharpLiteral.String(memory.Name)}";
}

internal sealed partial class ArgumentEmitterFactory
{
    public ArgumentEmitter Visit(LengthArgument argument) => new LengthArgumentEmitter(context, argument);
}
