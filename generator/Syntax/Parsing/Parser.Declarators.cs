using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

// Declarators and abstract declarators (C23 6.7.7 and 6.7.8).
internal sealed partial class Parser
{
    private enum DeclaratorForm
    {
        /// <summary>A name is required.</summary>
        Concrete,

        /// <summary>A name is not allowed, as in a type name.</summary>
        Abstract,

        /// <summary>A name is optional, as in a parameter.</summary>
        Either,

        /// <summary>A name is optional, and the declarator must declare a function.</summary>
        Prototype,
    }

    /// <summary>The parts of a declarator that are not derivations.</summary>
    private struct DeclaratorHead
    {
        public SourceName Name;
        public ImmutableArray<AttributeSyntax>.Builder? Attributes;

        /// <summary>The convention of the function whose parameters follow: <c>(__stdcall f)(int)</c>.</summary>
        public ConventionSyntax? Convention;

        /// <summary>Whether the name follows the brackets of an array. The parser has reported that.</summary>
        public bool IsBehindArray;
    }

    private enum DerivationKind
    {
        Pointer,
        Array,
        Function,
    }

    /// <summary>A derivation whose inner declarator is not complete yet.</summary>
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

    /// <summary>The derivations of all open declarators, each from the name outwards.</summary>
    private readonly List<Derivation> _derivations = [];

    /// <summary>The pointers before the names of all open declarators. They follow the suffixes in the order of derivations.</summary>
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

    private void ReportNotAFunction(int first, SourceName name)
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
        {
            return;
        }

        int firstPointer = _pointers.Count;
        ParsePointers(first, ref head);
        if (IsName(Current) && form != DeclaratorForm.Abstract)
        {
            SyntaxToken name = Advance();
            head.Name = new SourceName(name.Text, name.Span);
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

        // The '*' nearest to the name is the first derivation.
        for (int i = _pointers.Count - 1; i >= firstPointer; i--)
        {
            AddDerivation(first, _pointers[i]);
        }

        _pointers.RemoveRange(firstPointer, _pointers.Count - firstPointer);
        Leave();
    }

    private void ReportMissingName()
    {
        // A bracket before the name has its own diagnostic.
        if (Kind != SyntaxKind.OpenBracket)
        {
            Report(SyntaxRules.ExpectedName, Current.Span, Describe(Current));
        }
    }

    private void AddDerivation(int first, in Derivation derivation)
    {
        if (_derivations.Count - first >= Budget.MaximumNesting)
        {
            Abandon();
            return;
        }

        _derivations.Add(derivation);
    }

    /// <summary>
    /// Whether a parenthesis starts a declarator and not parameters. A type name after it starts parameters (C23 6.7.7.4, constraint
    /// 11). After an unknown name, the next token decides.
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
        {
            return true;
        }

        if (!IsName(token) || (form != DeclaratorForm.Concrete && IsTypeName(token)) || form == DeclaratorForm.Abstract)
        {
            return false;
        }

        SyntaxKind next = Peek(2).Kind;
        if (next == SyntaxKind.Asterisk && IsUnknownMacro(token))
        {
            return form == DeclaratorForm.Concrete
                || (IsName(Peek(3)) && Peek(4).Kind == SyntaxKind.CloseParenthesis && Peek(5).Kind == SyntaxKind.OpenParenthesis);
        }

        if (next == SyntaxKind.CloseParenthesis && form == DeclaratorForm.Prototype)
        {
            return Peek(3).Kind is SyntaxKind.OpenParenthesis or SyntaxKind.OpenBracket;
        }

        return next is SyntaxKind.CloseParenthesis or SyntaxKind.OpenBracket or SyntaxKind.OpenParenthesis
            && AnnotationWord.TryParse(token.Text) is null;
    }
}
