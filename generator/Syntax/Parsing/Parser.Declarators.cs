using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

// C23 6.7.7 and 6.7.8: declarators, with a name or without.
internal sealed partial class Parser
{
    private enum DeclaratorForm
    {
        /// <summary>A name must be there.</summary>
        Concrete,

        /// <summary>A name cannot be there: a type name.</summary>
        Abstract,

        /// <summary>A name may be there: a parameter.</summary>
        Either,

        /// <summary>A name may be there, and it is a function whatever is written.</summary>
        Prototype,
    }

    /// <summary>What a declarator has besides its derivations.</summary>
    private struct DeclaratorHead
    {
        public SyntaxName Name;
        public ImmutableArray<AttributeSyntax>.Builder? Attributes;

        /// <summary>A convention that waits for the parameters of its function: <c>(__stdcall f)(int)</c>.</summary>
        public ConventionSyntax? Convention;

        /// <summary>The name came behind an array's brackets; reported already.</summary>
        public bool IsBehindArray;
    }

    private enum DerivationKind
    {
        Pointer,
        Array,
        Function,
    }

    /// <summary>One derivation, as long as what it derives from is still being read.</summary>
    private struct Derivation
    {
        public DerivationKind Kind;
        public SourceSpan Span;
        public TypeQualifiers Qualifiers;
        public OwnershipSyntax? Ownership;
        public ConventionSyntax? Convention;
        public ImmutableArray<AttributeSyntax> Attributes;
        public ExpressionSyntax? Length;
        public bool IsStatic;
        public ImmutableArray<ParameterSyntax> Parameters;
        public bool IsVariadic;
        public SourceSpan EllipsisSpan;
    }

    /// <summary>The derivations of all declarators under way, each from its name outwards.</summary>
    private readonly List<Derivation> _derivations = [];

    /// <summary>The pointers before the names of all declarators under way, which are derived from last.</summary>
    private readonly List<Derivation> _pointers = [];

    private DeclaratorSyntax ParseDeclarator(DeclaratorForm form)
    {
        int first = _derivations.Count;
        DeclaratorHead head = default;
        head.Name = MissingName;
        ParseDerivations(form, first, ref head);
        ParseAttributes(ref head.Attributes);

        if (form == DeclaratorForm.Prototype && !(_derivations.Count > first && _derivations[first].Kind == DerivationKind.Function))
        {
            if (!head.IsBehindArray)
            {
                ReportNotAFunction(first, head.Name);
            }

            _derivations.Insert(
                first,
                new Derivation
                {
                    Kind = DerivationKind.Function,
                    Span = new SourceSpan(head.Name.Span.End, 0),
                    Parameters = [],
                    Attributes = [],
                }
            );
        }

        DeclaratorSyntax declarator = new IdentifierDeclaratorSyntax(head.Name) { Attributes = head.Attributes.ToImmutableOrEmpty() };
        for (int i = first; i < _derivations.Count; i++)
        {
            declarator = Derive(declarator, _derivations[i]);
        }

        _derivations.RemoveRange(first, _derivations.Count - first);
        return declarator;
    }

    private void ReportNotAFunction(int first, SyntaxName name)
    {
        if (_derivations.Count == first && Kind != SyntaxKind.Semicolon)
        {
            ReportExpected("'('");
        }
        else
        {
            Report(SyntaxRules.NotAFunction, name.IsMissing ? Current.Span : name.Span, name.IsMissing ? Current.Text : name.Text);
        }
    }

    private static DeclaratorSyntax Derive(DeclaratorSyntax inner, in Derivation derivation)
    {
        SourceSpan span = derivation.Span.Through(inner.Span);
        return derivation.Kind switch
        {
            DerivationKind.Pointer => new PointerDeclaratorSyntax(span, inner)
            {
                Qualifiers = derivation.Qualifiers,
                Ownership = derivation.Ownership,
                Convention = derivation.Convention,
                Attributes = derivation.Attributes,
            },
            DerivationKind.Array => new ArrayDeclaratorSyntax(span, inner, derivation.Length)
            {
                Qualifiers = derivation.Qualifiers,
                IsStatic = derivation.IsStatic,
            },
            _ => new FunctionDeclaratorSyntax(span, inner, derivation.Parameters, derivation.IsVariadic)
            {
                EllipsisSpan = derivation.EllipsisSpan,
                Convention = derivation.Convention,
                Attributes = derivation.Attributes,
            },
        };
    }

    private void ParseDerivations(DeclaratorForm form, int first, ref DeclaratorHead head)
    {
        if (!TryEnter())
            return;

        int firstPointer = _pointers.Count;
        ParsePointers(first, ref head);
        if (IsName(Current) && form != DeclaratorForm.Abstract)
        {
            SyntaxToken name = Advance();
            head.Name = new SyntaxName(name.Text, name.Span);
        }
        else if (Kind == SyntaxKind.OpenParenthesis && StartsInnerDeclarator(form))
        {
            Advance();
            ParseAttributes(ref head.Attributes);
            ParseDerivations(form, first, ref head);
            Expect(SyntaxKind.CloseParenthesis);
        }
        else
        {
            head.Name = MissingName;
            if (form == DeclaratorForm.Concrete && Kind != SyntaxKind.Colon && !(Kind == SyntaxKind.OpenBracket && _isAbandoned))
            {
                ReportMissingName();
            }
        }

        ParseSuffixes(form, first, ref head);

        // The star nearest to the name comes first.
        for (int i = _pointers.Count - 1; i >= firstPointer; i--)
        {
            AddDerivation(first, _pointers[i]);
        }

        _pointers.RemoveRange(firstPointer, _pointers.Count - firstPointer);
        Leave();
    }

    private void ReportMissingName()
    {
        // The bracket before a name is a mistake of its own.
        if (Kind != SyntaxKind.OpenBracket)
        {
            Report(SyntaxRules.ExpectedName, Current.Span, Describe(Current));
        }
    }

    private void AddDerivation(int first, in Derivation derivation)
    {
        if (_derivations.Count - first >= MaximumNesting)
        {
            Abandon();
            return;
        }

        _derivations.Add(derivation);
    }

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
                if (_derivations.Count - first + _pointers.Count - firstPointer >= MaximumNesting)
                {
                    Abandon();
                    return;
                }

                _pointers.Add(ParsePointer(convention));
                convention = null;
            }
            else if (IsUnknownMacro(Current) && (IsName(Peek(1)) || Peek(1).Kind == SyntaxKind.Asterisk))
            {
                // int ZEXPORT f(void), char FAR *p: of two names one is a macro's.
                SyntaxToken word = Advance();
                ReportUnknownSpecifier(new SyntaxName(word.Text, word.Span));
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

    /// <summary>
    /// Whether a parenthesis holds a declarator, not parameters. A type name in it means parameters (C23 6.7.7.4, constraint 11); an
    /// unknown name may be either, and what follows it tells.
    /// </summary>
    private bool StartsInnerDeclarator(DeclaratorForm form)
    {
        ref readonly SyntaxToken token = ref Peek(1);
        switch (token.Kind)
        {
            case SyntaxKind.Asterisk or SyntaxKind.Ampersand or SyntaxKind.OpenParenthesis:
                return true;
            case SyntaxKind.OpenBracket:
                return Peek(2).Kind != SyntaxKind.OpenBracket;
            case not SyntaxKind.Identifier:
                return false;
        }

        if (token.Word.IsConvention() || token.Word == KnownWord.Attribute)
            return true;

        if (!IsName(token) || (form != DeclaratorForm.Concrete && IsTypeName(token)) || form == DeclaratorForm.Abstract)
            return false;

        SyntaxKind next = Peek(2).Kind;
        if (next == SyntaxKind.Asterisk && IsUnknownMacro(token))
            return form == DeclaratorForm.Concrete
                || (IsName(Peek(3)) && Peek(4).Kind == SyntaxKind.CloseParenthesis && Peek(5).Kind == SyntaxKind.OpenParenthesis);

        if (next == SyntaxKind.CloseParenthesis && form == DeclaratorForm.Prototype)
            return Peek(3).Kind is SyntaxKind.OpenParenthesis or SyntaxKind.OpenBracket;

        return next is SyntaxKind.CloseParenthesis or SyntaxKind.OpenBracket or SyntaxKind.OpenParenthesis
            && AnnotationWord.TryParse(token.Text) is null;
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
                ReportUnknownSpecifier(new SyntaxName(word.Text, word.Span));
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

        // C23 6.7.7.4: static and qualifiers, in a parameter.
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
            array.Length = ParseExpression();
        }

        if (!Expect(SyntaxKind.CloseBracket) && Kind is not (SyntaxKind.Comma or SyntaxKind.CloseParenthesis))
        {
            SkipListElement(SyntaxKind.CloseBracket);
            TryAdvance(SyntaxKind.CloseBracket);
        }

        array.Span = SpanFrom(start);
        AddDerivation(first, array);
        if (!head.Name.IsMissing || Kind == SyntaxKind.OpenBracket || form == DeclaratorForm.Abstract)
            return;

        if (IsName(Current))
        {
            SyntaxToken name = Advance();
            head.Name = new SyntaxName(name.Text, name.Span);
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
    /// Before a function's name the arrays were meant for what it returns, and no function returns an array (C23 6.7.7.4): what is
    /// declared is a function nevertheless.
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
