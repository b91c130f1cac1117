using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Calls.Invocations;

/// <summary>
/// Writes a call with typed variable arguments. Each ABI passes them in its own way. There is one call for each way that makes a difference
/// to these arguments, and the JIT compiler keeps the one for its target.
/// </summary>
internal sealed class VariadicInvocation(
    CallContext context,
    IReadOnlyList<ArgumentEmitter> arguments,
    ResultEmitter result,
    VariadicCall variadic
) : InvocationEmitter(context, arguments, result)
{
    /// <summary>The number of integer registers for arguments on Apple arm64.</summary>
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
    /// Returns a call whose variable arguments are all on the stack, eight bytes each: zeros fill the registers that named arguments leave.
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
