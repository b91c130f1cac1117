using System.Collections.Immutable;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Lexing;

/// <summary>
/// Replaces the macros of specifiers that a text defines (C23 6.10.5): <c>#define SQLITE_API</c>, <c>#define ZEXTERN extern</c>,
/// <c>#define WINAPI __stdcall</c>. The replacing tokens have the span of the macro's use. Uses of macros with parameters are marked,
/// so that the parser can report them.
/// </summary>
internal sealed class MacroExpander
{
    /// <summary>The maximum number of tokens that the expansion of one macro examines, nested macros included.</summary>
    private const int MaximumExamined = 1024;

    private readonly TokenStream _source;
    private readonly Budget _budget;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, TokenStream> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly List<SyntaxToken> _body = [];
    private SyntaxToken[] _tokens;
    private int _count;
    private int _examined;

    /// <summary>Whether the expansion of the current macro has exceeded a limit.</summary>
    private bool _isTooLarge;

    private MacroExpander(TokenStream source, Budget budget, DiagnosticBag diagnostics)
    {
        _source = source;
        _budget = budget;
        _diagnostics = diagnostics;
        _tokens = new SyntaxToken[source.Count];
    }

    public static TokenStream Expand(TokenStream source, Budget budget, DiagnosticBag diagnostics) =>
        source.Directives.Any(static directive => directive.Name.Text == "define")
            ? new MacroExpander(source, budget, diagnostics).Run()
            : source;

    private TokenStream Run()
    {
        ImmutableArray<DirectiveToken>.Builder directives = ImmutableArray.CreateBuilder<DirectiveToken>(_source.Directives.Length);
        SyntaxToken? removed = null;
        for (int index = 0; index < _source.Count; index++)
        {
            while (directives.Count < _source.Directives.Length && _source.Directives[directives.Count].Position <= index)
            {
                DirectiveToken directive = _source.Directives[directives.Count];
                Read(directive);
                directives.Add(
                    new DirectiveToken(directive.Span, directive.Name, directive.Tokens, _count)
                    {
                        Comments = directive.Comments,
                        IsWord = IsWord(directive),
                    }
                );
            }

            SyntaxToken token = _source[index];
            if (removed is { } before)
            {
                // A comment before an empty macro documents the token after the macro.
                token = token with
                {
                    StartsLine = token.StartsLine || before.StartsLine,
                    Comments = token.Comments ?? before.Comments,
                };
                removed = null;
            }

            if (token.Kind != SyntaxKind.Identifier)
            {
                Add(token);
            }
            else if (_functions.Contains(token.Text) && _source[index + 1].Kind == SyntaxKind.OpenParenthesis)
            {
                Add(token with { Word = KnownWord.MacroCall });
            }
            else if (!TryExpand(token))
            {
                if (_isTooLarge)
                {
                    _diagnostics.Report(SyntaxRules.MacroTooLarge, _source.Text.Locate(token.Span), token.Text);
                    removed = token;
                }
                else
                {
                    Add(token);
                }
            }
            else if (_body.Count == 0)
            {
                removed = token;
            }
            else
            {
                for (int part = 0; part < _body.Count; part++)
                {
                    bool isFirst = part == 0;
                    Add(
                        _body[part] with
                        {
                            Span = token.Span,
                            StartsLine = isFirst && token.StartsLine,
                            Comments = isFirst ? token.Comments : null,
                        }
                    );
                }
            }
        }

        // A definition may use a macro that is defined later.
        foreach (DirectiveToken directive in directives)
        {
            directive.IsWord = directive.IsWord || IsWord(directive);
        }

        return new TokenStream(_source.Text, _tokens, _count, directives.ToImmutable());
    }

    private bool IsWord(DirectiveToken directive)
    {
        StartExpansion();
        return directive.Name.Text == "define"
            && !directive.HasMacroParameters
            && directive.Tokens[1].Kind != SyntaxKind.EndOfText
            && (TryAppend(directive.Tokens) || _isTooLarge);
    }

    private void Read(DirectiveToken directive)
    {
        SyntaxToken name = directive.Tokens[0];
        if (directive.Name.Text is not ("define" or "undef") || name.Kind != SyntaxKind.Identifier)
        {
            return;
        }

        _words.Remove(name.Text);
        _functions.Remove(name.Text);
        if (directive.Name.Text == "define" && directive.HasMacroParameters)
        {
            _functions.Add(name.Text);
        }
        else if (directive.Name.Text == "define")
        {
            _words.Add(name.Text, directive.Tokens);
        }
    }

    /// <summary>Puts the tokens that replace the macro into <see cref="_body"/>.</summary>
    private bool TryExpand(in SyntaxToken word)
    {
        StartExpansion();
        if (!_words.TryGetValue(word.Text, out TokenStream? definition))
        {
            return false;
        }

        _open.Add(word.Text);
        bool isWord = TryAppend(definition);
        _open.Remove(word.Text);
        return isWord;
    }

    private void StartExpansion()
    {
        _body.Clear();
        _examined = 0;
        _isTooLarge = false;
    }

    private bool TryExamine()
    {
        bool isWithin = _examined < MaximumExamined && _budget.TryTakeToken();
        _examined++;
        _isTooLarge |= !isWithin;
        return isWithin;
    }

    private bool TryAppend(TokenStream definition)
    {
        if (!_budget.TryEnter())
        {
            _isTooLarge = true;
            return false;
        }

        bool isWord = TryAppendTokens(definition);
        _budget.Leave();
        return isWord;
    }

    private bool TryAppendTokens(TokenStream definition)
    {
        for (int index = 1; definition[index].Kind != SyntaxKind.EndOfText; index++)
        {
            SyntaxToken token = definition[index];
            if (!TryExamine())
            {
                return false;
            }

            if (token.Kind == SyntaxKind.Identifier && _words.TryGetValue(token.Text, out TokenStream? inner) && _open.Add(token.Text))
            {
                bool isWord = TryAppend(inner);
                _open.Remove(token.Text);
                if (!isWord)
                {
                    return false;
                }
            }
            else if (IsPart(definition, index))
            {
                _body.Add(token);
                if (
                    TakesParentheses(token)
                    && definition[index + 1].Kind == SyntaxKind.OpenParenthesis
                    && !TryAppendGroup(definition, ref index, SyntaxKind.OpenParenthesis, SyntaxKind.CloseParenthesis)
                )
                {
                    return false;
                }
            }
            else if (
                token.Kind != SyntaxKind.OpenBracket
                || definition[index + 1].Kind != SyntaxKind.OpenBracket
                || !TryAppendGroup(definition, ref index, SyntaxKind.OpenBracket, SyntaxKind.CloseBracket, ahead: 0)
            )
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether a token may be part of specifiers: types, qualifiers, storage classes, attributes, conventions, annotations.
    /// </summary>
    private static bool IsPart(TokenStream definition, int index)
    {
        SyntaxToken token = definition[index];
        SyntaxToken before = definition[index - 1];
        return token.Kind switch
        {
            SyntaxKind.Asterisk => index > 1,
            SyntaxKind.StringLiteral => before.Word == KnownWord.Extern,
            SyntaxKind.Identifier => token.Word == KnownWord.TypeName
                || token.Word.IsSpecifierKeyword()
                || (index > 1 && before.Word.IsTagKeyword())
                || AnnotationWord.TryParse(token.Text) is { } annotation && annotation.Text == token.Text,
            _ => false,
        };
    }

    private static bool TakesParentheses(in SyntaxToken token) =>
        token.Word.IsAttribute()
        || token.Word is KnownWord.AlignAs or KnownWord.Atomic or KnownWord.IgnoredAnnotationCall or KnownWord.None;

    /// <summary>Appends balanced brackets with their content, and moves to the closing bracket.</summary>
    private bool TryAppendGroup(TokenStream definition, ref int index, SyntaxKind open, SyntaxKind close, int ahead = 1)
    {
        index += ahead;
        for (int depth = 0; definition[index].Kind != SyntaxKind.EndOfText && TryExamine(); index++)
        {
            SyntaxToken token = definition[index];
            _body.Add(token);
            depth +=
                token.Kind == open ? 1
                : token.Kind == close ? -1
                : 0;
            if (depth == 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Add(in SyntaxToken token)
    {
        if (_count == _tokens.Length)
        {
            Array.Resize(ref _tokens, _count * 2);
        }

        _tokens[_count++] = token;
    }
}
