using KoffiGen.C;
using KoffiGen.CSharp;

namespace KoffiGen.Binding.Calls;

/// <summary>
/// The mapping of C parameters to C# parameters. The C# signature may omit a parameter that only counts the elements of others if their
/// C# types have a length, and the context parameter of a callback that is a delegate.
/// </summary>
internal sealed class ParameterMap
{
    /// <summary>The index of a parameter that C# omits.</summary>
    public const int None = -1;

    private readonly int[] _positions;

    private ParameterMap(FunctionType function, Func<int, bool> isLeftOut)
    {
        _positions = new int[function.Parameters.Length];
        int position = 0;
        for (int index = 0; index < _positions.Length; index++)
        {
            _positions[index] = isLeftOut(index) ? None : position++;
        }
    }

    /// <summary>The index of the C# parameter for a C parameter, or <see cref="None"/>.</summary>
    public int this[int index] => _positions[index];

    /// <summary>Returns the map in which every C parameter has a C# parameter.</summary>
    public static ParameterMap OneToOne(FunctionType function) => new(function, static _ => false);

    /// <summary>Returns the map of a default signature, which omits the counts of spans.</summary>
    /// <param name="defaults">The C# parameters, one for each C parameter.</param>
    /// <param name="isContext">Returns whether the parameter carries a context pointer, which C# omits.</param>
    public static ParameterMap CreateDefault(
        FunctionType function,
        IReadOnlyList<ParameterDeclaration> defaults,
        Func<int, bool> isContext
    ) =>
        new(
            function,
            index =>
                isContext(index)
                || (
                    IsCount(function, index)
                    && FindCounted(function, index).All(buffer => defaults[buffer].Type is CSharpType.Span or CSharpType.Array)
                )
        );

    /// <summary>
    /// Returns the map of a method that calls C; <see langword="null"/> if no form of the C function has this number of parameters.
    /// </summary>
    /// <param name="isDelegate">Returns whether C# passes a delegate for the callback, whose context KoffiGen then manages.</param>
    public static ParameterMap? Match(
        FunctionType function,
        IReadOnlyList<ParameterDeclaration> declared,
        Func<CParameter, ParameterDeclaration, bool> isDelegate
    )
    {
        int[] contexts =
        [
            .. Enumerable
                .Range(0, function.Parameters.Length)
                .Where(index =>
                    function.Parameters[index].IsContext && ContextParameters.FindCallback(function, index) != ContextParameters.None
                ),
        ];
        return FindForms(function, declared, static _ => false)
            .Concat(contexts.Length == 0 ? [] : FindForms(function, declared, contexts.Contains))
            .FirstOrDefault(map =>
                map._positions.Count(static position => position != None) == declared.Count
                && contexts.All(context => IsRight(map, context))
            );

        bool IsRight(ParameterMap map, int context)
        {
            int callback = ContextParameters.FindCallback(function, context);
            return map[callback] != None && (map[context] == None) == isDelegate(function.Parameters[callback], declared[map[callback]]);
        }
    }

    /// <summary>
    /// Returns the map of a delegate that C calls; <see langword="null"/> if no form of the function type has this number of parameters.
    /// </summary>
    /// <param name="context">The index of the context parameter, which the delegate does not receive.</param>
    public static ParameterMap? MatchCallback(FunctionType function, IReadOnlyList<ParameterDeclaration> declared, int context) =>
        FindForms(function, declared, index => index == context)
            .FirstOrDefault(map => map._positions.Count(static position => position != None) == declared.Count);

    private static IEnumerable<ParameterMap> FindForms(
        FunctionType function,
        IReadOnlyList<ParameterDeclaration> declared,
        Func<int, bool> isLeftOut
    )
    {
        yield return new ParameterMap(function, isLeftOut);

        string[] cNames = ParameterNames.Of(function);
        HashSet<string> names = new(declared.Select(static parameter => parameter.Name), StringComparer.OrdinalIgnoreCase);

        // Counts with a C# parameter of the same name are kept.
        yield return new ParameterMap(function, index => isLeftOut(index) || (IsCount(function, index) && !names.Contains(cNames[index])));
        yield return new ParameterMap(function, index => isLeftOut(index) || IsCount(function, index));
    }

    /// <summary>Returns the indexes of the parameters whose elements this parameter counts.</summary>
    public static IEnumerable<int> FindCounted(FunctionType function, int counter) =>
        Enumerable
            .Range(0, function.Parameters.Length)
            .Where(index => function.Parameters[counter].Name is { } name && function.Parameters[index].Counter == name);

    /// <summary>Returns the C# parameters that the map keeps.</summary>
    public IEnumerable<ParameterDeclaration> Select(IReadOnlyList<ParameterDeclaration> parameters) =>
        parameters.Where((_, index) => _positions[index] != None);

    // A parameter from which another count is computed cannot be replaced by the length of one argument.
    private static bool IsCount(FunctionType function, int index)
    {
        CParameter parameter = function.Parameters[index];
        return parameter is { Direction: ParameterDirection.Default or ParameterDirection.In, Type.Type.Canonical: BasicType type }
            && type.IsInteger
            && type.Kind
                is not (
                    BasicTypeKind.Bool
                    or BasicTypeKind.Int128
                    or BasicTypeKind.UInt128
                    or BasicTypeKind.WChar
                    or BasicTypeKind.Char16
                    or BasicTypeKind.Char32
                )
            && FindCounted(function, index).Any()
            && !function.Parameters.Any(other =>
                other is { Counter: null, Count: { } count } && count.Names.Any(name => name.Text == parameter.Name)
            );
    }
}
