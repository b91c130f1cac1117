using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

// Names that are probably macros, and uses of macros with parameters, among specifiers and declarators.
internal sealed partial class Parser
{
    /// <summary>
    /// Whether the name before this one is an unknown macro and not a type, because this name cannot be the declared one:
    /// <c>SQLITE_API sqlite3 *f(void)</c>.
    /// </summary>
    private bool IsWordBeforeType(in SpecifierState state)
    {
        if (
            state.Type is not NamedTypeSpecifierSyntax word
            || IsTypeName(state.FirstTypeToken)
            || state.Ownership is not null
            || !IsName(Current)
        )
        {
            return false;
        }

        SyntaxToken next = Peek(1);
        return next.Kind is SyntaxKind.Asterisk or SyntaxKind.Ampersand
            || next.Word.IsQualifier()
            || next.Word.IsConvention()
            || (IsName(next) && (IsShouted(word.Name.Text) || (!next.StartsLine && KnownWords.Nearest(word.Name.Text) is not null)));
    }

    /// <summary>Whether a token is an unknown name in capitals, which is probably a macro.</summary>
    private bool IsUnknownMacro(in SyntaxToken token) =>
        token.Word == KnownWord.None
        && token.Kind == SyntaxKind.Identifier
        && IsShouted(token.Text)
        && !IsTypeName(token)
        && AnnotationWord.TryParse(token.Text) is null;

    private static bool IsShouted(string word) =>
        word.Length > 1 && word.Any(char.IsUpper) && word.All(static character => !char.IsLower(character));

    /// <summary>
    /// Reports and skips a macro with its arguments. The declaration is not reported further, because its meaning is unknown.
    /// </summary>
    private void SkipMacroCall()
    {
        SyntaxToken word = Advance();
        ReportAt(SyntaxRules.MacroCall, word.Span, word.Text);
        _hasMacroCall = true;
        if (TryAdvance(SyntaxKind.OpenParenthesis))
        {
            SkipArguments();
        }
    }

    private void ReportUnknownSpecifier(SourceName name)
    {
        string advice =
            KnownWords.Nearest(name.Text) is { } nearest ? $" Did you mean '{nearest}'?"
            : IsShouted(name.Text) ? " If it is a macro, define it before this declaration; otherwise, remove it."
            : " Define or remove it.";
        ReportAt(SyntaxRules.UnknownSpecifier, name.Span, name.Text, advice);
    }
}
