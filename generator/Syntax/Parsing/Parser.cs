using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

/// <summary>
/// Reads C23 declarations (annex A.3) with Koffi's words. It goes through its tokens once, never back, and never gives up: what is
/// missing becomes a missing node, and each mistake is reported once, at the token that is wrong.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>
    /// How deep a tree may get. C asks for 63 levels (C23 5.2.5.2); whoever walks a tree recursively relies on the bound.
    /// </summary>
    internal const int MaximumNesting = 256;

    private readonly TokenStream _tokens;
    private readonly DiagnosticBag _diagnostics;
    private readonly HashSet<string> _typedefNames;

    /// <summary>What stands inside a declaration but is none of its parts: directives, static assertions among members.</summary>
    private readonly List<ExternalDeclarationSyntax> _hoisted = [];

    private int _position;
    private int _previousEnd;
    private int _nesting;
    private int _silence;
    private int _errorPosition = -1;
    private int _nextDirective;
    private int _openLinkages;

    /// <summary>A macro with parameters stands in the declaration: what it declares, nobody knows.</summary>
    private bool _hasMacroCall;
    private bool _isAbandoned;
    private SyntaxToken _abandonedEnd;

    private Parser(TokenStream tokens, DiagnosticBag diagnostics, HashSet<string>? typedefNames = null)
    {
        _typedefNames = typedefNames ?? new HashSet<string>(StringComparer.Ordinal);
        _tokens = tokens;
        _diagnostics = diagnostics;
        _previousEnd = tokens[0].Span.Start;
    }

    /// <summary>How many tokens were gone over, for the proof that time is linear.</summary>
    internal int Visits { get; private set; }

    /// <summary>Reads one function: <c>int abs(int)</c>, with or without a semicolon, or without a name.</summary>
    public static ParseResult<DeclarationSyntax> ParsePrototype(string text) =>
        Parse(text, static parser => parser.ParsePrototype(DeclaratorForm.Prototype));

    /// <summary>Reads the declaration of a function type, or of a pointer to one; it needs no name: <c>int (*)(int)</c>.</summary>
    public static ParseResult<DeclarationSyntax> ParseFunctionType(string text) =>
        Parse(text, static parser => parser.ParsePrototype(DeclaratorForm.Either));

    /// <summary>Reads one type of the classic form: <c>str</c>, <c>_Out_ sqlite3 *!*</c>, <c>int[3]</c>, <c>...</c>.</summary>
    public static ParseResult<ParameterSyntax> ParseParameterType(string text) => Parse(text, static parser => parser.ParseLoneParameter());

    /// <summary>Reads a type without a name (C23 6.7.8).</summary>
    public static ParseResult<TypeNameSyntax> ParseTypeName(string text) => Parse(text, static parser => parser.ParseLoneTypeName());

    /// <summary>Reads any number of declarations and directives.</summary>
    public static ParseResult<TranslationUnitSyntax> ParseTranslationUnit(string text) =>
        Parse(text, static parser => parser.ParseTranslationUnit());

    /// <summary>Reads declarations from tokens that a preprocessor has been over.</summary>
    public static TranslationUnitSyntax ParseTranslationUnit(TokenStream tokens, DiagnosticBag diagnostics) =>
        new Parser(tokens, diagnostics).ParseTranslationUnit();

    /// <summary>As <see cref="ParseTranslationUnit(TokenStream, DiagnosticBag)"/>; tells how much work it was.</summary>
    internal static int CountVisits(string text)
    {
        var diagnostics = new DiagnosticBag();
        var parser = new Parser(MacroExpander.Expand(Lexer.Tokenize(text, diagnostics)), diagnostics);
        parser.ParseTranslationUnit();
        return parser.Visits;
    }

    private static ParseResult<TRoot> Parse<TRoot>(string text, Func<Parser, TRoot> parse)
        where TRoot : SyntaxNode
    {
        var diagnostics = new DiagnosticBag();
        TRoot root = parse(new Parser(MacroExpander.Expand(Lexer.Tokenize(text, diagnostics)), diagnostics));
        return new ParseResult<TRoot>(root, diagnostics.ToImmutable());
    }

    private ref readonly SyntaxToken Current => ref Peek(0);

    private SyntaxKind Kind => Current.Kind;

    private KnownWord Word => Current.Word;

    /// <summary>A token further on. An abandoned declaration has nothing but its end.</summary>
    private ref readonly SyntaxToken Peek(int distance)
    {
        if (_isAbandoned)
            return ref _abandonedEnd;

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
            return false;

        Advance();
        return true;
    }

    private bool Expect(SyntaxKind kind)
    {
        if (TryAdvance(kind))
            return true;

        ReportExpected($"'{Punctuators.TextOf(kind)}'");
        return false;
    }

    /// <summary>A span from where a token started up to the last token read.</summary>
    private SourceSpan SpanFrom(int start) => SourceSpan.FromBounds(start, Math.Max(start, _previousEnd));

    /// <summary>Whether a token can be declared as a name. Type names can: the new name hides them (C23 6.2.1).</summary>
    private static bool IsName(in SyntaxToken token) =>
        token.Kind == SyntaxKind.Identifier && token.Word is KnownWord.None or KnownWord.TypeName or KnownWord.Opaque;

    private bool IsTypeName(in SyntaxToken token) =>
        token.Word == KnownWord.TypeName || (token.Word == KnownWord.None && _typedefNames.Contains(token.Text));

    private SyntaxName MissingName => new("", new SourceSpan(_previousEnd, 0));

    private SyntaxName ParseName()
    {
        if (IsName(Current))
        {
            SyntaxToken token = Advance();
            return new SyntaxName(token.Text, token.Span);
        }

        Report(SyntaxRules.ExpectedName, Current.Span, Describe(Current));
        return MissingName;
    }

    /// <summary>Goes one level deeper, if that is allowed. Each success needs its <see cref="Leave"/>.</summary>
    private bool TryEnter()
    {
        // A few levels fit into what the runtime keeps in reserve: there is no need to ask at each of them.
        if (_isAbandoned || _nesting == MaximumNesting || ((_nesting & 7) == 0 && !HasStackLeft()))
        {
            Abandon();
            return false;
        }

        _nesting++;
        return true;
    }

    private void Leave() => _nesting--;

    /// <summary>
    /// Whether there is room to go deeper. All levels fit into the usual stack of a thread, but not into that of a host which gives its
    /// threads less, and there is no way back from an overflow.
    /// </summary>
    private static bool HasStackLeft()
    {
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
    }

    /// <summary>Ends the declaration here: everything that is under way meets the end of the text, without a word.</summary>
    private void Abandon()
    {
        if (_isAbandoned)
            return;

        Report(SyntaxRules.NestingTooDeep, Current.Span, MaximumNesting.ToString(System.Globalization.CultureInfo.InvariantCulture));
        _abandonedEnd = new SyntaxToken(SyntaxKind.EndOfText, new SourceSpan(_previousEnd, 0), "");
        _isAbandoned = true;
    }

    /// <summary>Reports a mistake, unless one was reported at this token already: the second is a consequence of the first.</summary>
    private void Report(DiagnosticRule rule, SourceSpan span, params string[] arguments)
    {
        if (_isAbandoned || _silence > 0 || _errorPosition == _position)
            return;

        _errorPosition = _position;
        _diagnostics.Report(rule, span, arguments);
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
    /// <summary>The list of a builder that is made only for its first element.</summary>
    public static ImmutableArray<T> ToImmutableOrEmpty<T>(this ImmutableArray<T>.Builder? builder) =>
        builder is null ? [] : builder.DrainToImmutable();
}
