using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Syntax.Parsing;

// Specifiers (C23 6.7.1 to 6.7.6) and annotations of Koffi, in any order.
internal sealed partial class Parser
{
    private enum SpecifierPlace
    {
        Declaration,
        Member,
        Parameter,
        TypeName,
    }

    /// <summary>The specifiers read so far.</summary>
    private struct SpecifierState
    {
        public TypeSpecifierSyntax? Type;
        public SyntaxToken FirstTypeToken;
        public TypeKeywordSet Keywords;
        public SourceSpan KeywordsSpan;
        public string LastKeyword;
        public StorageClass Storage;
        public TypeQualifiers Qualifiers;
        public ConventionSyntax? Convention;
        public OwnershipSyntax? Ownership;
        public ImmutableArray<AlignmentSpecifierSyntax>.Builder? Alignments;
        public ImmutableArray<AttributeSyntax>.Builder? Attributes;

        public readonly bool HasType => Type is not null || !Keywords.IsEmpty;
    }

    private bool StartsSpecifier(in SyntaxToken token) =>
        token.Word.IsSpecifier()
        || token.Word is KnownWord.Unsupported or KnownWord.MacroCall
        || (token.Kind == SyntaxKind.Identifier && token.Word == KnownWord.None)
        || (token.Kind == SyntaxKind.OpenBracket && StartsAttribute());

    private DeclarationSpecifiersSyntax ParseSpecifiers(SpecifierPlace place)
    {
        int start = Current.Span.Start;
        SourceSpan first = Current.Span;
        int firstPosition = _position;
        SpecifierState state = default;
        while (TryParseSpecifier(place, ref state)) { }

        if (!state.HasType && !_hasMacroCall)
        {
            ReportMissingType();
        }

        SourceSpan span = _position == firstPosition ? new SourceSpan(first.Start, 0) : SpanFrom(start);
        TypeSpecifierSyntax? named = state.Type ?? CompleteKeywords(state);
        TypeSpecifierSyntax type = named ?? new MissingTypeSpecifierSyntax(new SourceSpan(span.End, 0));
        return new DeclarationSpecifiersSyntax(span, type)
        {
            Storage = state.Storage,
            Qualifiers = state.Qualifiers,
            Convention = state.Convention,
            Ownership = state.Ownership,
            Alignments = state.Alignments.ToImmutableOrEmpty(),
            Attributes = state.Attributes.ToImmutableOrEmpty(),
        };
    }

    /// <returns>
    /// The type that the keywords name; <see langword="null"/> if there are no keywords, or if the keywords are incomplete.
    /// </returns>
    private BuiltinTypeSpecifierSyntax? CompleteKeywords(in SpecifierState state)
    {
        if (state.Keywords.IsEmpty)
        {
            return null;
        }

        if (state.Keywords.Type is { } type)
        {
            return new BuiltinTypeSpecifierSyntax(state.KeywordsSpan, type);
        }

        ReportAt(SyntaxRules.InvalidTypeCombination, state.KeywordsSpan, state.LastKeyword, DescribeType(state));
        return null;
    }

    private void ReportMissingType()
    {
        if (IsName(Current) && Peek(1).Kind == SyntaxKind.OpenParenthesis)
        {
            Report(SyntaxRules.MissingReturnType, Current.Span, Current.Text);
        }
        else
        {
            Report(SyntaxRules.ExpectedType, Current.Span, Describe(Current));
        }
    }

    private bool TryParseSpecifier(SpecifierPlace place, ref SpecifierState state)
    {
        switch (Word)
        {
            case KnownWord.None or KnownWord.TypeName or KnownWord.Opaque when Kind == SyntaxKind.Identifier:
                return TryParseIdentifierSpecifier(place, ref state);

            case var word when word.IsTypeKeyword():
                return TryParseTypeKeyword(ref state);

            case var word when word.IsTagKeyword():
                return TryParseTagged(ref state);

            case KnownWord.Atomic when Peek(1).Kind == SyntaxKind.OpenParenthesis:
                ParseAtomicType(ref state);
                return true;

            case var word when word.IsQualifier():
                state.Qualifiers |= ParseQualifier();
                return true;

            case var word when word.IsStorageClass():
                ParseStorageClass(place, ref state);
                return true;

            case KnownWord.AlignAs:
                (state.Alignments ??= ImmutableArray.CreateBuilder<AlignmentSpecifierSyntax>()).Add(ParseAlignment());
                return true;

            case var word when word.IsAttribute():
                ParseSpecifierAttributes(ref state);
                return true;

            case var word when word.IsConvention():
                SetConvention(ref state.Convention, ParseConvention(out string spelling), spelling);
                return true;

            case KnownWord.Unsupported when !state.HasType:
                state.Type = SkipUnsupported();
                return true;

            case KnownWord.MacroCall:
                SkipMacroCall();
                return true;
        }

        if (Kind == SyntaxKind.Exclamation && state.HasType)
        {
            state.Ownership = ParseOwnership(mayPrecedeParameters: true);
            return true;
        }

        if (Kind == SyntaxKind.OpenBracket && StartsAttribute())
        {
            ParseSpecifierAttributes(ref state);
            return true;
        }

        return false;
    }

    /// <summary>
    /// Parses an identifier as a type, unless a type was named before: then the identifier is the declared name (C23 6.7.9).
    /// </summary>
    private bool TryParseIdentifierSpecifier(SpecifierPlace place, ref SpecifierState state)
    {
        if (TryParseAnnotation(place))
        {
            return true;
        }

        if (IsWordBeforeType(state))
        {
            NamedTypeSpecifierSyntax word = (NamedTypeSpecifierSyntax)state.Type!;
            ReportUnknownSpecifier(word.Name);
            state.Type = null;

            // In 'sturct foo', the second name is a tag, not a type.
            if (KnownWords.Nearest(word.Name.Text) is "struct" or "union" or "enum")
            {
                state.Type = new MissingTypeSpecifierSyntax(Advance().Span);
                return true;
            }
        }

        if (state.HasType)
        {
            return false;
        }

        // In 'abs(int)' without a return type, the name is the function's.
        if (place == SpecifierPlace.Declaration && !IsTypeName(Current) && IsFunctionName())
        {
            return false;
        }

        SyntaxToken name = Advance();
        state.FirstTypeToken = name;
        state.Type = new NamedTypeSpecifierSyntax(new SourceName(name.Text, name.Span));
        return true;
    }

    private bool IsFunctionName()
    {
        if (Peek(1).Kind != SyntaxKind.OpenParenthesis)
        {
            return false;
        }

        ref readonly SyntaxToken inner = ref Peek(2);
        bool isDeclarator =
            inner.Kind is SyntaxKind.Asterisk or SyntaxKind.OpenParenthesis
            || inner.Word.IsConvention()
            || (IsName(inner) && Peek(3).Kind == SyntaxKind.CloseParenthesis && Peek(4).Kind == SyntaxKind.OpenParenthesis);
        return !isDeclarator;
    }

    private bool TryParseTypeKeyword(ref SpecifierState state)
    {
        // After a closing brace without a semicolon, a new line starts another declaration.
        if (state.Type is not null && EndsWithBrace(state.Type) && Current.StartsLine)
        {
            return false;
        }

        if (state.Type is NamedTypeSpecifierSyntax named && !IsTypeName(state.FirstTypeToken) && state.Ownership is null)
        {
            ReportUnknownSpecifier(named.Name);
            state.Type = null;
        }

        SyntaxToken token = Advance();
        if (state.Type is not null)
        {
            ReportAt(SyntaxRules.InvalidTypeCombination, token.Span, token.Text, DescribeType(state));
            return true;
        }

        switch (TypeKeywords.Add(state.Keywords, token.Text, out TypeKeywordSet combined))
        {
            case TypeKeywordResult.Valid:
                state.FirstTypeToken = state.Keywords.IsEmpty ? token : state.FirstTypeToken;
                state.KeywordsSpan = state.Keywords.IsEmpty ? token.Span : state.KeywordsSpan.Through(token.Span);
                state.LastKeyword = token.Text;
                state.Keywords = combined;
                break;

            case TypeKeywordResult.Duplicate:
                ReportAt(SyntaxRules.DuplicateSpecifier, token.Span, token.Text);
                break;

            default:
                ReportAt(SyntaxRules.InvalidTypeCombination, token.Span, token.Text, DescribeType(state));
                break;
        }

        return true;
    }

    private static string DescribeType(in SpecifierState state) => state.FirstTypeToken.Text;

    /// <summary>Reports a diagnostic for tokens before the current one, so that errors at the current token are still reported.</summary>
    private void ReportAt(DiagnosticRule rule, SourceSpan span, params string[] arguments)
    {
        if (!_isAbandoned && _silence == 0)
        {
            _diagnostics.Report(rule, Locate(span), arguments);
        }
    }

    private bool TryParseTagged(ref SpecifierState state)
    {
        if (state.Type is not null && EndsWithBrace(state.Type) && Current.StartsLine)
        {
            return false;
        }

        if (state.Type is NamedTypeSpecifierSyntax named && !IsTypeName(state.FirstTypeToken))
        {
            ReportUnknownSpecifier(named.Name);
        }
        else if (state.HasType)
        {
            ReportAt(SyntaxRules.InvalidTypeCombination, Current.Span, Current.Text, DescribeType(state));
        }

        state.FirstTypeToken = Current;
        state.Keywords = default;
        state.Type = Word == KnownWord.Enum ? ParseEnum() : ParseRecord();
        return true;
    }

    /// <summary>Parses <c>_Atomic(int)</c> (C23 6.7.3.5).</summary>
    private void ParseAtomicType(ref SpecifierState state)
    {
        SyntaxToken word = Advance();
        Advance();
        TypeNameSyntax type = ParseTypeName();
        Expect(SyntaxKind.CloseParenthesis);
        if (type.Declarator is not IdentifierDeclaratorSyntax)
        {
            ReportAt(SyntaxRules.UnsupportedKeyword, word.Span, word.Text);
        }

        state.FirstTypeToken = word;
        state.Keywords = default;
        state.Type = type.Specifiers.Type;
        state.Qualifiers |= type.Specifiers.Qualifiers | TypeQualifiers.Atomic;
    }

    /// <summary>Parses a qualifier (C23 6.7.4), or a word without effect that is allowed in the same places.</summary>
    private TypeQualifiers ParseQualifier()
    {
        SyntaxToken token = Advance();
        switch (token.Word)
        {
            case KnownWord.Const:
                return TypeQualifiers.Const;
            case KnownWord.Volatile:
                return TypeQualifiers.Volatile;
            case KnownWord.Restrict:
                return TypeQualifiers.Restrict;
            case KnownWord.Atomic:
                return TypeQualifiers.Atomic;
            case KnownWord.IgnoredAnnotation or KnownWord.IgnoredAnnotationCall:
                ReportAt(SyntaxRules.AnnotationIgnored, token.Span, token.Text);
                break;
        }

        if (token.Word == KnownWord.IgnoredAnnotationCall && TryAdvance(SyntaxKind.OpenParenthesis))
        {
            SkipArguments();
        }

        return TypeQualifiers.None;
    }

    /// <summary>Skips arguments whose opening parenthesis was read, with the closing parenthesis.</summary>
    private void SkipArguments()
    {
        do
        {
            SkipListElement(SyntaxKind.CloseParenthesis);
        } while (TryAdvance(SyntaxKind.Comma));

        Expect(SyntaxKind.CloseParenthesis);
    }

    private void ParseStorageClass(SpecifierPlace place, ref SpecifierState state)
    {
        const StorageClass Exclusive = StorageClass.Typedef | StorageClass.Extern | StorageClass.Static | StorageClass.Register;
        SyntaxToken token = Advance();
        StorageClass storage = token.Word switch
        {
            KnownWord.Typedef => StorageClass.Typedef,
            KnownWord.Extern => StorageClass.Extern,
            KnownWord.Static => StorageClass.Static,
            KnownWord.Inline => StorageClass.Inline,
            KnownWord.Register => StorageClass.Register,
            KnownWord.ThreadLocal => StorageClass.ThreadLocal,
            _ => StorageClass.NoReturn,
        };
        bool isAllowed = place == SpecifierPlace.Declaration || (place == SpecifierPlace.Parameter && storage == StorageClass.Register);
        bool isSecond = (storage & Exclusive) != 0 && (state.Storage & Exclusive) != 0;
        if (!isAllowed || isSecond)
        {
            ReportAt(SyntaxRules.MisplacedStorageClass, token.Span, token.Text);
            state.Storage |= isAllowed ? storage & StorageClass.Typedef : StorageClass.None;
            return;
        }

        // extern "C" before a single declaration.
        if (storage == StorageClass.Extern && Kind == SyntaxKind.StringLiteral)
        {
            Advance();
        }

        state.Storage |= storage;
    }

    private MissingTypeSpecifierSyntax SkipUnsupported()
    {
        SyntaxToken token = Advance();
        ReportAt(SyntaxRules.UnsupportedKeyword, token.Span, token.Text);
        if (TryAdvance(SyntaxKind.OpenParenthesis))
        {
            SkipArguments();
        }

        return new MissingTypeSpecifierSyntax(SpanFrom(token.Span.Start));
    }
}
