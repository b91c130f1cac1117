using System.Collections.Immutable;
using System.Globalization;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

/// <summary>
/// Parses C23 declarations (annex A.3) with Koffi's extensions in one pass, without backtracking. A missing part becomes a missing
/// node, and each error is reported once, at the token where it is found.
/// </summary>
internal sealed partial class Parser
{
    private readonly TokenStream _tokens;
    private readonly DiagnosticBag _diagnostics;
    private readonly Budget _budget;
    private readonly HashSet<string> _typedefNames;

    /// <summary>The directives and static assertions inside the current declaration.</summary>
    private readonly List<ExternalDeclarationSyntax> _hoisted = [];

    private int _position;
    private int _previousEnd;
    private int _silence;
    private int _errorPosition = -1;
    private int _nextDirective;
    private int _openLinkages;

    /// <summary>Whether the current declaration contains a macro call, so that its meaning is unknown.</summary>
    private bool _hasMacroCall;
    private bool _isAbandoned;
    private SyntaxToken _abandonedEnd;

    private Parser(TokenStream tokens, Budget budget, DiagnosticBag diagnostics, HashSet<string>? typedefNames = null)
    {
        _typedefNames = typedefNames ?? new HashSet<string>(StringComparer.Ordinal);
        _tokens = tokens;
        _budget = budget;
        _diagnostics = diagnostics;
        _previousEnd = tokens[0].Span.Start;
    }

    /// <summary>The number of steps, by which tests check that parsing takes linear time.</summary>
    internal int Visits { get; private set; }

    /// <summary>Parses one prototype: <c>int abs(int)</c>. The semicolon and the name may be missing.</summary>
    public static ParseResult<DeclarationSyntax> ParsePrototype(SourceText text) =>
        Parse(text, static parser => parser.ParsePrototype(DeclaratorForm.Prototype));

    /// <summary>Parses a function type or a pointer to one, with or without a name: <c>int (*)(int)</c>.</summary>
    public static ParseResult<DeclarationSyntax> ParseFunctionType(SourceText text) =>
        Parse(text, static parser => parser.ParsePrototype(DeclaratorForm.Either));

    /// <summary>Parses one type of the classic form: <c>str</c>, <c>_Out_ sqlite3 *!*</c>, <c>int[3]</c>, <c>...</c>.</summary>
    public static ParseResult<ParameterSyntax> ParseParameterType(SourceText text) =>
        Parse(text, static parser => parser.ParseLoneParameter());

    /// <summary>Parses a type name (C23 6.7.8).</summary>
    public static ParseResult<TypeNameSyntax> ParseTypeName(SourceText text) => Parse(text, static parser => parser.ParseLoneTypeName());

    /// <summary>Parses any number of declarations and directives.</summary>
    public static ParseResult<TranslationUnitSyntax> ParseTranslationUnit(SourceText text) =>
        Parse(text, static parser => parser.ParseTranslationUnit());

    /// <summary>Parses declarations from preprocessed tokens.</summary>
    public static TranslationUnitSyntax ParseTranslationUnit(TokenStream tokens, Budget budget, DiagnosticBag diagnostics) =>
        new Parser(tokens, budget, diagnostics).ParseTranslationUnit();

    /// <summary>Parses declarations, and returns the number of steps.</summary>
    internal static int CountVisits(SourceText text)
    {
        DiagnosticBag diagnostics = new();
        Parser parser = Create(text, diagnostics);
        parser.ParseTranslationUnit();
        return parser.Visits;
    }

    private static ParseResult<TRoot> Parse<TRoot>(SourceText text, Func<Parser, TRoot> parse)
        where TRoot : SyntaxNode
    {
        DiagnosticBag diagnostics = new();
        TRoot root = parse(Create(text, diagnostics));
        return new ParseResult<TRoot>(text, root, diagnostics.ToImmutable());
    }

    private static Parser Create(SourceText text, DiagnosticBag diagnostics)
    {
        Budget budget = new(text);
        return new Parser(MacroExpander.Expand(Lexer.Tokenize(text, diagnostics), budget, diagnostics), budget, diagnostics);
    }

    private SourceLocation Locate(SourceSpan span) => _tokens.Text.Locate(span);

    private ref readonly SyntaxToken Current => ref Peek(0);

    private SyntaxKind Kind => Current.Kind;

    private KnownWord Word => Current.Word;

    /// <summary>Returns a token ahead. In an abandoned declaration, it is the end of the text.</summary>
    private ref readonly SyntaxToken Peek(int distance)
    {
        if (_isAbandoned)
        {
            return ref _abandonedEnd;
        }

        return ref _tokens[_position + distance];
    }

    private SyntaxToken Advance()
    {
        SyntaxToken token = Current;
        if (token.Kind != SyntaxKind.EndOfText)
        {
            _position++;
            Visits++;
            _previousEnd = token.Span.End;
        }

        return token;
    }

    private bool TryAdvance(SyntaxKind kind)
    {
        if (Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private bool Expect(SyntaxKind kind)
    {
        if (TryAdvance(kind))
        {
            return true;
        }

        ReportExpected($"'{Punctuators.TextOf(kind)}'");
        return false;
    }

    /// <summary>Returns the span from a position to the end of the last token that was read.</summary>
    private SourceSpan SpanFrom(int start) => SourceSpan.FromBounds(start, Math.Max(start, _previousEnd));

    /// <summary>Whether a token can be declared as a name. A new name may hide a type name (C23 6.2.1).</summary>
    private static bool IsName(in SyntaxToken token) =>
        token.Kind == SyntaxKind.Identifier && token.Word is KnownWord.None or KnownWord.TypeName or KnownWord.Opaque;

    private bool IsTypeName(in SyntaxToken token) =>
        token.Word == KnownWord.TypeName || (token.Word == KnownWord.None && _typedefNames.Contains(token.Text));

    private SourceName MissingName => new("", new SourceSpan(_previousEnd, 0));

    private SourceName ParseName()
    {
        if (IsName(Current))
        {
            SyntaxToken token = Advance();
            return new SourceName(token.Text, token.Span);
        }

        Report(SyntaxRules.ExpectedName, Current.Span, Describe(Current));
        return MissingName;
    }

    /// <summary>Enters a nesting level, if the limit allows it. After each success, the caller must call <see cref="Leave"/>.</summary>
    private bool TryEnter()
    {
        if (!_isAbandoned && _budget.TryEnter())
        {
            return true;
        }

        Abandon();
        return false;
    }

    private void Leave() => _budget.Leave();

    /// <summary>Abandons the declaration: its open productions see the end of the text and report nothing.</summary>
    private void Abandon()
    {
        if (_isAbandoned)
        {
            return;
        }

        Report(SyntaxRules.NestingTooDeep, Current.Span, Budget.MaximumNesting.ToString(CultureInfo.InvariantCulture));
        _abandonedEnd = new SyntaxToken(SyntaxKind.EndOfText, new SourceSpan(_previousEnd, 0), "");
        _isAbandoned = true;
    }

    /// <summary>
    /// Reports a diagnostic, unless one was reported at the current token: the second would be a consequence of the first.
    /// </summary>
    private void Report(DiagnosticRule rule, SourceSpan span, params string[] arguments)
    {
        if (_isAbandoned || _silence > 0 || _errorPosition == _position)
        {
            return;
        }

        _errorPosition = _position;
        _diagnostics.Report(rule, Locate(span), arguments);
    }

    private void ReportExpected(string expected) => Report(SyntaxRules.ExpectedToken, Current.Span, expected, Describe(Current));

    private static string Describe(in SyntaxToken token) =>
        token.Kind switch
        {
            SyntaxKind.EndOfText => "the end of the text",
            SyntaxKind.Identifier when !IsName(token) => $"the keyword '{token.Text}'",
            _ => $"'{token.Text}'",
        };
}

internal static class BuilderExtensions
{
    /// <summary>Returns the list of a builder that is created for the first element.</summary>
    public static ImmutableArray<T> ToImmutableOrEmpty<T>(this ImmutableArray<T>.Builder? builder) =>
        builder is null ? [] : builder.DrainToImmutable();
}
