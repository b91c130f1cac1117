using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Values;
using KoffiGen.Model;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>A matcher for addresses, which are passed unchanged.</summary>
internal static class AddressMatchers
{
    public static Match<ArgumentModel> Match(ParameterPair pair)
    {
        if (pair.IsByReference)
        {
            return default;
        }

        ValuePair value = pair.Value;
        ValueForm? form = PointerMatchers.MatchAddress(value, pair.Pointee) ?? PointerMatchers.MatchPointer(value, pair.Pointee);
        return form is not null ? pair.Pass(form)
            : pair is { Managed: CSharpType.FunctionPointer pointer, Pointee.Canonical: FunctionType function }
            && pair.Types.FindDifference(function, pointer) is { } difference
                ? new FunctionMismatch(function, pointer, difference)
            : default(Match<ArgumentModel>);
    }
}
