using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Defaults;
using KoffiGen.Marshalling.Parameters;
using KoffiGen.Model;

namespace KoffiGen.Marshalling;

/// <summary>
/// Matches the parameters of a C function with those of a C# signature. An omitted C# parameter gets a default type, which is then
/// matched like any other.
/// </summary>
/// <param name="symbolName">The name of the function in the library.</param>
internal sealed class ParameterMarshaller(TypeMatcher types, FunctionType function, string symbolName)
{
    private readonly DefaultParameters _defaults = new(types, function, symbolName);

    /// <param name="isMeasured">Whether the C# signature omits the count of the parameter.</param>
    /// <param name="counts">The numbers that can be the count of an output.</param>
    public Match<ArgumentModel> Match(
        CParameter parameter,
        ParameterDeclaration declared,
        bool isMeasured = false,
        ElementCounts? counts = null
    ) =>
        ParameterMatchers.Match(
            new ParameterPair(types, function, symbolName, parameter, declared) { IsMeasured = isMeasured, Counts = counts }
        );

    /// <summary>
    /// Returns a count as the length of the memory that it counts; <see langword="null"/> if a C# parameter has no length.
    /// </summary>
    public LengthArgument? MatchLength(CParameter counter, IReadOnlyList<(CParameter Parameter, ParameterDeclaration Declared)> buffers) =>
        Lengths.Match(types, counter, buffers);

    /// <summary>
    /// Returns the C# parameter that is used unless the user chooses another; <see langword="null"/> if C# has no type for it.
    /// </summary>
    public ParameterDeclaration? Default(CParameter parameter, string name) => _defaults.Find(parameter, name);

    /// <summary>Whether the parameter carries the context of a callback that is a delegate unless the user chooses another type.</summary>
    public bool IsContextLeftOut(int index) => _defaults.IsContextLeftOut(index);

    /// <summary>Whether C# passes a delegate for the parameter.</summary>
    public bool IsDelegate(CParameter parameter, ParameterDeclaration declared) =>
        declared.RefKind == ByRefKind.None
        && ContextParameters.AsCallback(parameter) is { } callback
        && types.IsDelegate(callback, declared.Type);
}
