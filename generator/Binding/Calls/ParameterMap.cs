using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Binding.Calls;

/// <summary>
/// Which parameter of C# stands for which of C's. A parameter that only counts the elements of others may leave the C# signature, where
/// their memory knows its length; one that carries the context of a callback leaves it where the callback is a delegate.
/// </summary>
internal sealed class ParameterMap
{
    /// <summary>The position of a parameter that C# leaves out.</summary>
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

    /// <summary>The position in C# of the parameter of C.</summary>
    public int this[int index] => _positions[index];

    /// <summary>Every parameter of C has one of C#.</summary>
    public static ParameterMap OneToOne(FunctionType function) => new(function, static _ => false);

    /// <summary>The map of a generated signature: counts of spans leave it.</summary>
    /// <param name="defaults">The C# parameters, as many as C's.</param>
    /// <param name="isContext">The parameters that carry a context, which C# has no use for.</param>
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
                    && FindCounted(function, index)
                        .All(buffer =>
                            defaults[buffer].Type.Kind is CSharpTypeKind.Span or CSharpTypeKind.ReadOnlySpan or CSharpTypeKind.Array
                        )
                )
        );

    /// <summary>The map of a method that calls C; <see langword="null"/> where it has another number of parameters than any form of C's.</summary>
    /// <param name="isDelegate">Whether C# passes a delegate for the callback, whose context is then KoffiGen's own.</param>
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

    /// <summary>The map of a delegate that C calls; <see langword="null"/> where it has another number of parameters than any form of C's.</summary>
    /// <param name="context">The parameter that carries the context, which the delegate does not get.</param>
    public static ParameterMap? MatchCallback(FunctionType function, IReadOnlyList<ParameterDeclaration> declared, int context) =>
        FindForms(function, declared, index => index == context)
            .FirstOrDefault(map => map._positions.Count(static position => position != None) == declared.Count);

    private static IEnumerable<ParameterMap> FindForms(
        FunctionType function,
        IReadOnlyList<ParameterDeclaration> declared,
        Func<int, bool> isLeftOut
    )
    {
        HashSet<string> names = new(declared.Select(static parameter => parameter.Name), StringComparer.OrdinalIgnoreCase);
        yield return new ParameterMap(function, isLeftOut);

        // Some counts may stay: those that go by the name that they have in C.
        yield return new ParameterMap(
            function,
            index =>
                isLeftOut(index)
                || (IsCount(function, index) && !names.Contains(CSharpIdentifier.Sanitize(function.Parameters[index].Name!)))
        );
        yield return new ParameterMap(function, index => isLeftOut(index) || IsCount(function, index));
    }

    /// <summary>The parameters whose elements this one counts.</summary>
    public static IEnumerable<int> FindCounted(FunctionType function, int counter) =>
        Enumerable
            .Range(0, function.Parameters.Length)
            .Where(index => function.Parameters[counter].Name is { } name && function.Parameters[index].Counter == name);

    /// <summary>Those of the C# parameters that the map keeps.</summary>
    public IEnumerable<ParameterDeclaration> Select(IReadOnlyList<ParameterDeclaration> parameters) =>
        parameters.Where((_, index) => _positions[index] != None);

    // What another count is computed from tells more than the length of one buffer.
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
