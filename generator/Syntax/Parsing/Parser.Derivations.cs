using System.Collections.Immutable;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

// The pointers before the name of a declarator, and the arrays and parameters after it (C23 6.7.7).
internal sealed partial class Parser
{
    private void ParsePointers(int first, ref DeclaratorHead head)
    {
        int firstPointer = _pointers.Count;
        ConventionSyntax? convention = null;
        while (true)
        {
            if (StartsConvention)
            {
                SetConvention(ref convention, ParseConvention(out string word), word);
            }
            else if (Kind is SyntaxKind.Asterisk or SyntaxKind.Ampersand)
            {
                if (_derivations.Count - first + _pointers.Count - firstPointer >= Budget.MaximumNesting)
                {
                    Abandon();
                    return;
                }

                _pointers.Add(ParsePointer(convention));
                convention = null;
            }
            else if (IsUnknownMacro(Current) && (IsName(Peek(1)) || Peek(1).Kind == SyntaxKind.Asterisk))
            {
                // In 'int ZEXPORT f(void)' and 'char FAR *p', the first name is a macro.
                SyntaxToken word = Advance();
                ReportUnknownSpecifier(new SourceName(word.Text, word.Span));
            }
            else
            {
                head.Convention ??= convention;
                return;
            }
        }
    }

    private Derivation ParsePointer(ConventionSyntax? convention)
    {
        SyntaxToken star = Advance();
        if (star.Kind == SyntaxKind.Ampersand)
        {
            ReportAt(SyntaxRules.ReferenceDeclarator, star.Span);
        }

        Derivation pointer = default;
        ImmutableArray<AttributeSyntax>.Builder? attributes = null;
        while (true)
        {
            if (Word.IsQualifier())
            {
                pointer.Qualifiers |= ParseQualifier();
            }
            else if (Kind == SyntaxKind.Exclamation)
            {
                pointer.Ownership = ParseOwnership(mayPrecedeParameters: true);
            }
            else if (!ParseAttributes(ref attributes) && !TryParseAnnotation(SpecifierPlace.TypeName))
            {
                break;
            }
        }

        pointer.Kind = DerivationKind.Pointer;
        pointer.Convention = convention ?? ConventionOf(attributes, 0, out _);
        pointer.Attributes = attributes.ToImmutableOrEmpty();
        pointer.Span = SpanFrom(star.Span.Start);
        return pointer;
    }

    private void ParseSuffixes(DeclaratorForm form, int first, ref DeclaratorHead head)
    {
        while (true)
        {
            if (Kind == SyntaxKind.OpenBracket && !StartsAttribute())
            {
                ParseArraySuffix(form, first, ref head);
            }
            else if (Kind == SyntaxKind.OpenParenthesis)
            {
                ParseFunctionSuffix(first, ref head);
            }
            else if (
                Word == KnownWord.MacroCall
                || (IsUnknownMacro(Current) && Peek(1).Kind == SyntaxKind.OpenParenthesis && !head.Name.IsMissing)
            )
            {
                SkipMacroCall();
            }
            else if (IsUnknownMacro(Current) && Peek(1).Kind == SyntaxKind.Semicolon && !head.Name.IsMissing)
            {
                SyntaxToken word = Advance();
                ReportUnknownSpecifier(new SourceName(word.Text, word.Span));
            }
            else if (!ParseAttributes(ref head.Attributes))
            {
                return;
            }
        }
    }

    private void ParseArraySuffix(DeclaratorForm form, int first, ref DeclaratorHead head)
    {
        int start = Advance().Span.Start;
        Derivation array = default;
        array.Kind = DerivationKind.Array;
        array.Attributes = [];

        // In a parameter, static and qualifiers may precede the length (C23 6.7.7.4).
        while (Word.IsQualifier() || Word == KnownWord.Static)
        {
            array.IsStatic |= Word == KnownWord.Static;
            array.Qualifiers |= ParseQualifier();
        }

        if (Kind == SyntaxKind.Asterisk && Peek(1).Kind == SyntaxKind.CloseBracket)
        {
            Advance();
        }
        else if (Kind != SyntaxKind.CloseBracket)
        {
            bool isLength = _isLength;
            _isLength = true;
            array.Length = ParseExpression();
            _isLength = isLength;
        }

        if (!Expect(SyntaxKind.CloseBracket) && Kind is not (SyntaxKind.Comma or SyntaxKind.CloseParenthesis))
        {
            SkipListElement(SyntaxKind.CloseBracket);
            TryAdvance(SyntaxKind.CloseBracket);
        }

        array.Span = SpanFrom(start);
        AddDerivation(first, array);
        if (!head.Name.IsMissing || Kind == SyntaxKind.OpenBracket || form == DeclaratorForm.Abstract)
        {
            return;
        }

        if (IsName(Current))
        {
            SyntaxToken name = Advance();
            head.Name = new SourceName(name.Text, name.Span);
            head.IsBehindArray = true;
            ReportAt(SyntaxRules.ArrayBeforeName, array.Span, $"{name.Text}[…]");
            if (Kind == SyntaxKind.OpenParenthesis)
            {
                DropArrays(first);
            }
        }
        else if (form == DeclaratorForm.Concrete)
        {
            Report(SyntaxRules.ExpectedName, Current.Span, Describe(Current));
        }
    }

    /// <summary>
    /// Removes arrays before the name of a function. They are part of the return type, which cannot be an array (C23 6.7.7.4), so the
    /// declarator is parsed as a function.
    /// </summary>
    private void DropArrays(int first)
    {
        while (_derivations.Count > first && _derivations[_derivations.Count - 1].Kind == DerivationKind.Array)
        {
            _derivations.RemoveAt(_derivations.Count - 1);
        }
    }

    private void ParseFunctionSuffix(int first, ref DeclaratorHead head)
    {
        int start = Current.Span.Start;
        Derivation function = default;
        function.Kind = DerivationKind.Function;
        ParseParameters(ref function);
        ImmutableArray<AttributeSyntax>.Builder? attributes = null;
        ParseAttributes(ref attributes);

        function.Convention = head.Convention ?? ConventionOf(attributes, 0, out _);
        head.Convention = null;
        function.Attributes = attributes.ToImmutableOrEmpty();
        function.Span = SpanFrom(start);
        AddDerivation(first, function);
    }
}
