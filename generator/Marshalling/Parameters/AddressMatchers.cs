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

        Match<ValueForm> address = PointerMatchers.MatchAddress(pair.Value, pair.Pointee);
        return (address.IsDecided ? address : PointerMatchers.MatchPointer(pair.Value, pair.Pointee)).Select<ArgumentModel>(pair.Pass);
    }
}
