using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Invocations;

/// <summary>
/// Variable arguments whose types are known. Each ABI passes them in its own way: there is one call for each way that makes a difference to
/// these
/// arguments, and the compiler keeps that of its target.
/// </summary>
internal sealed class VariadicInvocation(
    CallContext context,
    IReadOnlyList<ArgumentEmitter> arguments,
    ResultEmitter result,
    VariadicCall variadic
) : InvocationEmitter(context, arguments, result)
{
    /// <summary>Apple's arm64 has eight integer registers, which named arguments come first in.</summary>
    private const int GeneralRegisters = 8;

    private ArgumentEmitter[] Named => [.. Arguments.Take(variadic.Named)];

    private ArgumentEmitter[] Tail => [.. Arguments.Skip(variadic.Named)];

    protected override void WriteCalls()
    {
        (string Condition, string Call)[] branches = [.. Branches()];
        if (branches.Length == 0)
        {
            WriteCall("Cdecl", Arguments);
            return;
        }

        Writer.Line("// Each platform passes variable arguments differently. The compiler keeps only one branch.");
        string keyword = "if";
        foreach ((string condition, string call) in branches)
        {
            using (Writer.Block($"{keyword} ({condition})"))
            {
                Result.WriteCall(call);
            }

            keyword = "else if";
        }

        using (Writer.Block("else"))
        {
            WriteCall("Cdecl", Arguments);
        }
    }

    private IEnumerable<(string Condition, string Call)> Branches()
    {
        if (Tail.Length > 0)
        {
            yield return (RuntimeMembers.NativeTarget.HasVariadicsOnStack, CallOnStack());
        }

        // 32-bit Arm returns floating-point values as it passes them.
        if (ResultType.IsFloat)
        {
            string call = Call("Cdecl", Arguments.Select(PassedValue.WithoutFloats), PassedValue.BitsType(ResultType));
            yield return (RuntimeMembers.NativeTarget.IsArm, PassedValue.FromBits(ResultType, call));
        }

        if (Named.Any(PassedValue.IsFloat))
        {
            string call = Call("Cdecl", Arguments.Select(PassedValue.WithoutFloats), ResultType);
            yield return (RuntimeMembers.NativeTarget.HasVariadicFunctionsWithoutFloats, call);
        }

        if (Tail.Any(PassedValue.IsFloat))
        {
            IEnumerable<PassedValue> passed = Named.Select(PassedValue.Unchanged).Concat(Tail.Select(PassedValue.WithoutFloats));
            yield return (RuntimeMembers.NativeTarget.HasVariadicFloatsAsIntegers, Call("Cdecl", passed, ResultType));
        }
    }

    /// <summary>
    /// Zeros fill the registers that named arguments leave: then all variable arguments are on the stack, in places of eight bytes.
    /// </summary>
    private string CallOnStack()
    {
        int free = Math.Max(0, GeneralRegisters - Named.Count(static argument => !PassedValue.IsFloat(argument)));
        IEnumerable<PassedValue> passed = Named
            .Select(PassedValue.Unchanged)
            .Concat(Enumerable.Repeat(new PassedValue(NativeType.Int64, "0"), free))
            .Concat(Tail.Select(PassedValue.InPlace));
        return Call("Cdecl", passed, ResultType);
    }
}
