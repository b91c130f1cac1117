using KoffiGen.CSharp;
using KoffiGen.Marshalling.Values;
using KoffiGen.Model;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>A matcher for parameters that are not pointers.</summary>
internal static class ValueParameterMatcher
{
    public static Match<ArgumentModel> Match(ParameterPair pair) =>
        pair.Declared.RefKind is ByRefKind.None or ByRefKind.In
            ? ValueMatchers.Match(pair.Value).Select<ArgumentModel>(pair.Pass)
            : default;
}
