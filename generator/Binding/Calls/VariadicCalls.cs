using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Binding.Calls;

/// <summary>Makes a bound call that of a variadic function.</summary>
internal static class VariadicCalls
{
    /// <param name="named">How many arguments stand before the dots. The others are promoted (C23 6.5.3.3).</param>
    /// <param name="open">The C# parameter with arguments that are known only at run time.</param>
    /// <param name="format">What is known of the format among the named arguments.</param>
    public static CallModel Complete(CallModel call, int named, string? open, FormatAttribute? format)
    {
        EquatableArray<ArgumentModel> arguments = call
            .Arguments.Select((argument, index) => index < named ? argument : Promote(argument))
            .ToEquatableArray();
        return call with
        {
            Arguments = arguments,
            Variadic = new VariadicCall(named, open)
            {
                Tail = arguments.Count - named,
                Format = format?.Kind,
                FormatParameter = format is null ? null : call.Arguments[format.Format].Identifier,
            },
            Target = call.Target with
            {
                Abi = call.Target.Abi with { IsVariadic = true, HasFloats = arguments.Any(static argument => argument.NativeType.IsFloat) },
            },
        };
    }

    // C# widens them by itself.
    private static ArgumentModel Promote(ArgumentModel argument) =>
        argument.NativeType switch
        {
            { Size: 1 or 2 } => argument with { NativeType = NativeType.Int32 },
            { IsFloat: true } => argument with { NativeType = NativeType.Double },
            _ => argument,
        };
}
