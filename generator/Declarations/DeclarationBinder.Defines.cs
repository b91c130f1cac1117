using System.Collections.Immutable;
using System.Globalization;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

// Macros that are constants (C23 6.10.5). A preprocessor expands a macro where it is used, so the order of definitions does not matter.
internal sealed partial class DeclarationBinder
{
    private readonly HashSet<DefineDirectiveSyntax> _boundDefines = [];
    private readonly Dictionary<DefineDirectiveSyntax, DeclarationSite> _defineSites = [];
    private readonly Dictionary<DefineDirectiveSyntax, BoundDeclaration> _constants = [];

    /// <summary>The macros whose first use binds them.</summary>
    private readonly Dictionary<string, DefineDirectiveSyntax> _deferred = new(StringComparer.Ordinal);

    /// <summary>The macros, each with the number of declarations before it.</summary>
    private readonly List<(int Place, DefineDirectiveSyntax Define)> _definePlaces = [];

    private void DeferDefines(TranslationUnitSyntax unit)
    {
        foreach (DefineDirectiveSyntax define in unit.Declarations.OfType<DefineDirectiveSyntax>())
        {
            DeclarationSite site = new(Locate(define.Span)) { IsMacro = true };
            site.Names[define.Name.Text] = NameKind.Other;
            _defineSites.Add(define, site);
            if (IsExpression(define))
            {
                scope.Defer(define.Name.Text, () => BindDefine(define));
                if (!_deferred.ContainsKey(define.Name.Text))
                {
                    _deferred.Add(define.Name.Text, define);
                }
            }
        }
    }

    private void AddDefine(DefineDirectiveSyntax define)
    {
        AddSite(_defineSites[define]);
        if (IsExpression(define))
        {
            _definePlaces.Add((_declarations.Count, define));
        }
    }

    private static bool IsExpression(DefineDirectiveSyntax define) => define.Value is not null && !define.Name.IsMissing;

    /// <summary>Binds the macros that nothing has used, and inserts all macros among the declarations in the order of the text.</summary>
    private ImmutableArray<BoundDeclaration> WithDefines()
    {
        foreach ((_, DefineDirectiveSyntax define) in _definePlaces)
        {
            scope.FindOwn(define.Name.Text);
            BindDefine(define);
        }

        ImmutableArray<BoundDeclaration>.Builder all = ImmutableArray.CreateBuilder<BoundDeclaration>(
            _declarations.Count + _constants.Count
        );
        int next = 0;
        foreach ((int place, DefineDirectiveSyntax define) in _definePlaces)
        {
            AddUntil(place);
            if (_constants.TryGetValue(define, out BoundDeclaration? constant))
            {
                all.Add(constant);
            }
        }

        AddUntil(_declarations.Count);
        return all.ToImmutable();

        void AddUntil(int place)
        {
            for (; next < place; next++)
            {
                all.Add(_declarations[next]);
            }
        }
    }

    /// <summary>
    /// Binds a macro, and before it the macros that it names. A chain of macros may be long, so they are bound without a recursion.
    /// </summary>
    private void BindDefine(DefineDirectiveSyntax define)
    {
        if (!_boundDefines.Add(define))
        {
            return;
        }

        Stack<(DefineDirectiveSyntax Define, IEnumerator<SourceName> Names)> open = new();
        Open(define);
        while (open.Count > 0)
        {
            (DefineDirectiveSyntax next, IEnumerator<SourceName> names) = open.Peek();
            if (!names.MoveNext())
            {
                open.Pop();
                BindValue(next);
            }
            else if (_deferred.TryGetValue(names.Current.Text, out DefineDirectiveSyntax? used) && _boundDefines.Add(used))
            {
                scope.Undefer(used.Name.Text);
                Open(used);
            }
        }

        void Open(DefineDirectiveSyntax define) => open.Push((define, ExpressionNames.Find(define.Value).GetEnumerator()));
    }

    private void BindValue(DefineDirectiveSyntax define)
    {
        // The first use evaluates the macro, but the diagnostics are reported for the macro.
        (DeclarationSite? site, DiagnosticBag asking) = (_site, _diagnostics);
        Enter(_defineSites[define]);
        if (_budget.TryEnter())
        {
            BindValue(define, define.Value!);
            _budget.Leave();
        }
        else
        {
            Report(SyntaxRules.NestingTooDeep, define.Name.Span, Budget.MaximumNesting.ToString(CultureInfo.InvariantCulture));
        }

        (_site, _diagnostics) = (site, asking);
    }

    private void BindValue(DefineDirectiveSyntax define, ExpressionSyntax value)
    {
        if (!IsConstant(value, isWhole: true))
        {
            Report(SyntaxRules.MacroIgnored, define.Name.Span, define.Name.Text);
            return;
        }

        ConstantValue? constant = EvaluateConstant(value);
        CType type = constant switch
        {
            null => ErrorType.Instance,
            { Kind: ConstantKind.String } => BuiltinNames.Find("str")!,
            _ => constant.Type,
        };
        ScopeEntry entry = new(define.Name.Text, ScopeEntryKind.Define, type) { Value = constant };
        if (Declare(entry, define.Name.Span) && constant is not null)
        {
            _constants.Add(
                define,
                new BoundDeclaration(BoundDeclarationKind.Constant, entry.Name, Locate(define.Name.Span), type)
                {
                    Value = constant,
                    Documentation = define.Documentation,
                    Location = Locate(define.Span),
                    Site = _site,
                }
            );
        }
    }

    /// <summary>
    /// Whether a macro is intended as a constant. A macro that names other things or casts to a pointer is intended for C code, like a
    /// macro with parameters, and is not an error.
    /// </summary>
    private bool IsConstant(ExpressionSyntax expression, bool isWhole = false) =>
        expression switch
        {
            NameExpressionSyntax { Name.IsMissing: false } name => scope.Find(name.Name.Text) is { } entry
                ? entry.Kind is ScopeEntryKind.Define or ScopeEntryKind.Enumerator
                : !isWhole || name.Name.Text is "true" or "false",
            UnaryExpressionSyntax unary => IsConstant(unary.Operand),
            BinaryExpressionSyntax binary => IsConstant(binary.ToChain()),
            ConditionalExpressionSyntax conditional => IsConstant(conditional.Condition)
                && IsConstant(conditional.WhenTrue)
                && IsConstant(conditional.WhenFalse),
            CastExpressionSyntax cast => IsArithmetic(cast.Type) && IsConstant(cast.Operand),
            _ => true,
        };

    private bool IsConstant(Stack<BinaryExpressionSyntax> chain)
    {
        BinaryExpressionSyntax first = chain.Peek();
        if (first.Left is NameExpressionSyntax { IsParenthesized: true } name)
        {
            if (ConstantEvaluator.FindCastType(name, scope) is { } cast)
            {
                // The right operand belongs to the cast, and its value is checked when it is evaluated.
                chain.Pop();
                if (cast.Canonical is not (BasicType or EnumType))
                {
                    return false;
                }
            }
            else if (first.Operator is SyntaxKind.Plus or SyntaxKind.Minus && scope.Find(name.Name.Text) is null)
            {
                return false;
            }
        }

        return (chain.Count == 0 || chain.Peek() != first || IsConstant(first.Left)) && chain.All(binary => IsConstant(binary.Right));
    }

    private bool IsArithmetic(TypeNameSyntax type)
    {
        DiagnosticBag own = _diagnostics;
        _diagnostics = new DiagnosticBag();
        CType bound = Bind(type).Type.Canonical;
        _diagnostics = own;
        return bound is BasicType or EnumType;
    }
}
