using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Binding.Calls;

/// <summary>Conversion of a bound call to a call of a variadic function.</summary>
internal static class VariadicCalls
{
    /// <param name="named">The number of arguments before the variable arguments, which are promoted (C23 6.5.3.3).</param>
    /// <param name="open">The C# parameter that holds run-time variable arguments; <see langword="null"/> if all are typed.</param>
    /// <param name="format">The format string among the named arguments; <see langword="null"/> if there is none.</param>
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

    // C# converts the narrower value implicitly.
    private static ArgumentModel Promote(ArgumentModel argument) =>
        argument.NativeType switch
        {
            { Size: 1 or 2 } => argument with { NativeType = NativeType.Int32 },
            { IsFloat: true } => argument with { NativeType = NativeType.Double },
            _ => argument,
        };
}
