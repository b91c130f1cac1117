using System.Collections.Immutable;
using System.Globalization;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

/// <summary>
/// Binds syntax to C's types: resolves names in a scope, and adds the declarations of the text to the scope. An error is reported
/// once and produces an <see cref="ErrorType"/>; uses of that type are not reported.
/// </summary>
internal sealed partial class DeclarationBinder(TypeScope scope, SourceText text)
{
    private readonly ImmutableArray<BoundDeclaration>.Builder _declarations = ImmutableArray.CreateBuilder<BoundDeclaration>();
    private readonly HashSet<RecordType> _openRecords = [];
    private readonly Budget _budget = new(text);
    private DiagnosticBag _diagnostics = new();
    private SourceText _text = text;

    /// <summary>Creates a binder for a text that is one declaration.</summary>
    public DeclarationBinder(TypeScope scope, DeclarationSite site)
        : this(scope, site.Location.Text) => Enter(site);

    public QualifiedType Bind(TypeNameSyntax type) => Bind(type.Specifiers, type.Declarator);

    public QualifiedType Bind(DeclarationSpecifiersSyntax specifiers, DeclaratorSyntax declarator)
    {
        QualifiedType type = BindSpecifiers(specifiers);
        CheckCounted(specifiers.Attributes, type, declarator);
        return BindDeclarator(type, declarator, GetConvention(specifiers));
    }

    /// <returns>The function; <see langword="null"/> if the text declares something else, which the method reports.</returns>
    /// <param name="allowsPointer">Whether the text may declare a pointer to the function instead.</param>
    public BoundFunction? BindFunction(DeclarationSyntax declaration, bool allowsPointer = false)
    {
        if (declaration.Declarators.IsDefaultOrEmpty)
        {
            BindSpecifiers(declaration.Specifiers);
            Report(TypeRules.NotAFunction, declaration.Span, "This declaration");
            return null;
        }

        DeclaratorSyntax declarator = declaration.Declarators[0].Declarator;
        CType type = Bind(declaration.Specifiers, declarator).Type.Canonical;
        CType pointed = allowsPointer && type is PointerType pointer ? pointer.Pointee.Type.Canonical : type;
        if (pointed is FunctionType function)
        {
            return new BoundFunction(declarator.Name.Text, Locate(declarator.Name.Span), WithFormat(function, declaration.Specifiers))
            {
                Documentation = declaration.Documentation,
            };
        }

        if (type is not ErrorType)
        {
            bool isNamed = !declarator.Name.IsMissing;
            Report(
                TypeRules.NotAFunction,
                isNamed ? declarator.Name.Span : declaration.Span,
                isNamed ? $"'{declarator.Name.Text}'" : "This declaration"
            );
        }

        return null;
    }

    // The format attribute may precede the specifiers.
    private FunctionType WithFormat(FunctionType function, DeclarationSpecifiersSyntax specifiers) =>
        function.Format is null && GetFormat(specifiers.Attributes) is { } format ? function.With(format: format) : function;

    /// <summary>Binds a function in Koffi's classic form, where each type is a separate string.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="returns">The return type.</param>
    /// <param name="parameters">The parameter types. The last one can be <c>...</c>.</param>
    /// <param name="sites">The site of each parameter in its string.</param>
    /// <param name="convention">The convention, which the classic form states separately.</param>
    public BoundFunction BindClassic(
        string name,
        ParameterSyntax returns,
        IReadOnlyList<ParameterSyntax> parameters,
        IReadOnlyList<DeclarationSite> sites,
        CallingConvention convention
    )
    {
        QualifiedType returnType = Bind(returns.Specifiers, returns.Declarator);
        returnType = CheckReturnType(returnType, returns.Span);
        foreach (ParameterAnnotationSyntax annotation in returns.Annotations)
        {
            Report(SyntaxRules.MisplacedAnnotation, annotation.Span, annotation.Word);
        }

        DeclarationSite site = _site!;
        if (parameters.Count > Budget.MaximumParameters)
        {
            ReportTooManyParameters(returns.Span);
            return new BoundFunction(name, Locate(returns.Span), new FunctionType(ErrorType.Instance, [], false, convention));
        }

        HashSet<string> outer = _parameterNames;
        _parameterNames = FindNames(parameters);
        ImmutableArray<CParameter>.Builder bound = ImmutableArray.CreateBuilder<CParameter>(parameters.Count);
        bool isVariadic = false;
        for (int i = 0; i < parameters.Count; i++)
        {
            Enter(sites[i]);
            if (parameters[i].IsEllipsis)
            {
                isVariadic = true;
            }
            else
            {
                bound.Add(BindParameter(parameters[i]));
            }
        }

        _parameterNames = outer;
        for (int i = 0; i < bound.Count; i++)
        {
            Enter(sites[i]);
            CheckCount(bound[i], returnType, bound);
            CheckCounts(Pointee(bound[i]), returnType, bound);
        }

        Enter(site);
        returnType = CheckCounts(returnType, returnType, bound) ? returnType : ErrorType.Instance;
        FunctionType type = new(returnType, bound.ToImmutable(), isVariadic, convention);
        return new BoundFunction(name, Locate(returns.Span), type);
    }

    public ConstantValue? EvaluateConstant(ExpressionSyntax expression)
    {
        foreach (SourceName name in ExpressionNames.Find(expression))
        {
            Use(scope.Find(name.Text), name.Span);
        }

        return ConstantEvaluator.Evaluate(expression, scope, BindMeasured, Report);
    }

    /// <summary>Records that the declaration uses the layout of a type.</summary>
    private QualifiedType BindMeasured(TypeNameSyntax syntax)
    {
        QualifiedType type = Bind(syntax);
        _site?.Measure(type.Type, syntax.Span);
        return type;
    }

    /// <summary>Evaluates an integer that is the same on all targets.</summary>
    private long? EvaluateInteger(ExpressionSyntax expression)
    {
        if (EvaluateConstant(expression) is not { } value)
        {
            return null;
        }

        if (value.Kind != ConstantKind.Integer)
        {
            Report(
                TypeRules.IntegerConstantExpected,
                expression.Span,
                value.Kind == ConstantKind.String ? "A string" : "A floating-point number"
            );
            return null;
        }

        if (value.OnWindows is { } onWindows)
        {
            Report(TypeRules.TargetDependentConstant, expression.Span, value.Bits.ToString(), onWindows.Bits.ToString());
            return null;
        }

        return value.IsAboveInt64 ? long.MaxValue : value.Bits;
    }

    /// <summary>Reports a type that consists of too many levels. Each of its parts may be sound, as in a chain of typedefs.</summary>
    private CType CheckDepth(CType type, SourceSpan place, int further = 0)
    {
        if (type.Depth + further <= Budget.MaximumTypeDepth)
        {
            return type;
        }

        ReportTooDeep(place);
        return ErrorType.Instance;
    }

    private void ReportTooDeep(SourceSpan place) =>
        Report(TypeRules.TypeTooDeep, place, Budget.MaximumTypeDepth.ToString(CultureInfo.InvariantCulture));

    private void ReportTooManyParameters(SourceSpan place) =>
        Report(TypeRules.TooManyParameters, place, Budget.MaximumParameters.ToString(CultureInfo.InvariantCulture));

    private static SourceSpan PlaceOf(DeclaratorSyntax declarator) => declarator.Name.IsMissing ? declarator.Span : declarator.Name.Span;

    private static CallingConvention GetConvention(DeclarationSpecifiersSyntax specifiers) =>
        specifiers.Convention?.Convention ?? GetConvention(specifiers.Attributes);

    private static CallingConvention GetConvention(ImmutableArray<AttributeSyntax> attributes)
    {
        foreach (AttributeSyntax attribute in attributes)
        {
            if (CallingConventions.FindByName(attribute.Name.Text) is not CallingConvention.Default and var convention)
            {
                return convention;
            }
        }

        return CallingConvention.Default;
    }

    private SourceLocation Locate(SourceSpan span) => _text.Locate(span);

    private void Report(DiagnosticRule rule, SourceSpan span, params string[] arguments) =>
        _diagnostics.Report(rule, Locate(span), arguments);
}
