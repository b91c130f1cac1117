using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

// Structs and unions (C23 6.7.3.2).
internal sealed partial class DeclarationBinder
{
    private static string TagKeyword(CType type) =>
        type switch
        {
            EnumType => "enum",
            ForeignType foreign => foreign.TagKeyword,
            _ => ((RecordType)type).IsUnion ? "union" : "struct",
        };

    private CType BindRecord(RecordSpecifierSyntax syntax)
    {
        string? tag = syntax.Tag is { IsMissing: false } written ? written.Text : null;
        SourceSpan place = syntax.Tag?.Span ?? syntax.Span;
        CType? known =
            tag is null ? null
            : syntax.Members is null ? scope.FindTag(tag)
            : scope.FindOwnTag(tag);
        string keyword = syntax.IsUnion ? "union" : "struct";
        if (known is ForeignType foreign && foreign.TagKeyword == keyword)
        {
            return foreign;
        }

        if (known is not null && !(known is RecordType same && same.IsUnion == syntax.IsUnion))
        {
            Report(TypeRules.WrongTagKind, place, tag!, TagKeyword(known));
            return ErrorType.Instance;
        }

        if (known is null && syntax.Members is null && syntax.Tag is { IsMissing: false } mentioned && ReportAmbiguous(mentioned))
        {
            return ErrorType.Instance;
        }

        RecordType record = known as RecordType ?? new RecordType(syntax.IsUnion, tag);
        if (known is null && tag is not null)
        {
            scope.DeclareTag(tag, record);
        }

        if (syntax.Members is not { } members)
        {
            return record;
        }

        AddName(tag);
        if (record.IsComplete || _openRecords.Contains(record))
        {
            Report(TypeRules.Redefinition, place, record.ToString());
            return record;
        }

        // The definitions are bound recursively, and a deeper type would be rejected anyway.
        if (_openRecords.Count >= Budget.MaximumTypeDepth || !_budget.TryEnter())
        {
            ReportTooDeep(place);
            return ErrorType.Instance;
        }

        ReportUnknownAttributes(syntax.Attributes);
        record.Documentation = syntax.Documentation;
        record.IsPacked = HasPacked(syntax.Attributes);
        record.PackAlignment = _pack;
        record.RequestedAlignment = BindAlignment([], syntax.Attributes);
        _openRecords.Add(record);
        HashSet<string> outer = _parameterNames;
        _parameterNames = [];
        ImmutableArray<RecordMember> bound = BindMembers(record, members, out bool isSound);
        _parameterNames = outer;
        _openRecords.Remove(record);
        _budget.Leave();
        record.Members = bound;
        if (!record.HasNamedMember && isSound)
        {
            Report(TypeRules.EmptyRecord, place, record.ToString());
        }
        else if (
            isSound
            && LayoutCalculator.GetLayout(record, TargetAbi.LinuxX64) is null
            && bound.All(static member => LayoutCalculator.GetLayout(member.Type, TargetAbi.LinuxX64) is not null)
        )
        {
            // All members have a layout, so the total size overflows. (A member without a layout has a C# type or an error.)
            Report(TypeRules.TypeTooLarge, place, record.ToString());
        }

        _declarations.Add(
            new BoundDeclaration(BoundDeclarationKind.Record, tag ?? "", Locate(place), record)
            {
                Documentation = syntax.Documentation,
                Site = _site,
            }
        );
        return record;
    }

    private ImmutableArray<RecordMember> BindMembers(RecordType record, ImmutableArray<MemberDeclarationSyntax> syntaxes, out bool isSound)
    {
        ImmutableArray<RecordMember>.Builder members = ImmutableArray.CreateBuilder<RecordMember>();
        HashSet<string> names = new(StringComparer.Ordinal);
        List<(int Index, SourceSpan Span)> flexible = [];
        List<SourceName> counters = [];
        isSound = true;
        foreach (MemberDeclarationSyntax syntax in syntaxes)
        {
            if (syntax.Pack is { } pack)
            {
                BindPack(pack);
                continue;
            }

            QualifiedType type = BindSpecifiers(syntax.Specifiers);
            ImmutableArray<QualifiedType> alignedAs = BindAlignedAs(syntax.Specifiers.Alignments);
            if (syntax.Declarators.IsDefaultOrEmpty)
            {
                isSound &= type.Type is not ErrorType;
                if (
                    syntax.Specifiers.Type is RecordSpecifierSyntax { Members: not null, Tag: null }
                    && CheckDepth(type.Type, syntax.Span, further: 1) is RecordType anonymous
                )
                {
                    AddNames(anonymous, syntax.Span);
                    int? aligned = BindAlignment(syntax.Specifiers.Alignments);
                    CheckAlignment(type, syntax.Specifiers.Alignments, aligned, alignedAs);
                    members.Add(
                        new RecordMember(null, type)
                        {
                            Documentation = syntax.Documentation,
                            AlignedAs = alignedAs,
                            IsPacked = HasPacked(syntax.Specifiers.Attributes),
                            RequestedAlignment = Strictest(aligned, BindAlignment([], syntax.Specifiers.Attributes)),
                        }
                    );
                }

                continue;
            }

            foreach (InitDeclaratorSyntax declarator in syntax.Declarators)
            {
                SourceName name = declarator.Declarator.Name;
                CheckCounted(syntax.Specifiers.Attributes.AddRange(declarator.Attributes), type, declarator.Declarator);
                QualifiedType memberType = BindDeclarator(type, declarator.Declarator, GetConvention(syntax.Specifiers));
                SourceSpan place = name.IsMissing ? declarator.Span : name.Span;
                if (name.IsMissing && declarator.BitFieldWidth is null)
                {
                    // Only bit-fields and anonymous structs and unions may have no name. The parser has reported other members.
                    isSound = false;
                    continue;
                }

                if (memberType.Type.Canonical is ArrayType { Length: null })
                {
                    flexible.Add((members.Count, place));
                }
                else
                {
                    memberType = CheckObject(memberType, place, "a member");
                }

                memberType = memberType with { Type = CheckDepth(memberType.Type, place, further: 1) };

                if (!name.IsMissing && name.Text != "_" && !names.Add(name.Text))
                {
                    Report(TypeRules.DuplicateMember, name.Span, name.Text);
                    continue;
                }

                int? width = declarator.BitFieldWidth is { } written ? BindBitFieldWidth(memberType, name, written) : null;
                isSound &= memberType.Type is not ErrorType && (declarator.BitFieldWidth is null || width is not null);
                if (memberType.Type is ErrorType || (declarator.BitFieldWidth is not null && width is null))
                {
                    continue;
                }

                ReportUnknownAttributes(declarator.Attributes);
                ImmutableArray<AttributeSyntax> attributes = GetAttributes(declarator.Declarator).AddRange(declarator.Attributes);
                CountExpression? count = BindMemberCount(GetCounter(syntax.Specifiers.Attributes.AddRange(attributes)));
                counters.AddRange(count?.Parameters.Select(static counter => counter.Name) ?? []);
                int? requested = BindAlignment(syntax.Specifiers.Alignments);
                CheckAlignment(memberType, syntax.Specifiers.Alignments, requested, alignedAs);
                members.Add(
                    new RecordMember(name.IsMissing ? null : name.Text, memberType)
                    {
                        AlignedAs = alignedAs,
                        BitFieldWidth = width,
                        Count = count,
                        Documentation = syntax.Documentation,
                        IsPacked = HasPacked(syntax.Specifiers.Attributes) || HasPacked(attributes),
                        RequestedAlignment = Strictest(requested, BindAlignment([], syntax.Specifiers.Attributes, attributes)),
                    }
                );
            }
        }

        foreach ((int index, SourceSpan span) in flexible)
        {
            if (record.IsUnion || index != members.Count - 1 || index == 0)
            {
                isSound = false;
                Report(TypeRules.MisplacedFlexibleArray, span);
            }
        }

        IReadOnlyDictionary<string, RecordMember> byName = RecordMember.Index(members);
        NameIndex? similar = null;
        foreach (SourceName counter in counters)
        {
            RecordMember? found = byName.TryGetValue(counter.Text, out RecordMember? named) ? named : null;
            if (found?.Type.Type.Canonical is BasicType basic && basic.IsInteger)
            {
                continue;
            }

            string? suggestion = found is null ? Suggestion.Find(counter.Text, [similar ??= new NameIndex(names)]) : null;
            Report(TypeRules.UnknownCounter, counter.Span, counter.Text, Suggestion.Ask(suggestion, MemberCountAdvice));
        }

        return members.ToImmutable();

        void AddNames(RecordType anonymous, SourceSpan place)
        {
            foreach (RecordMember member in anonymous.Members)
            {
                if (member.Name is null && member.Type.Type is RecordType nested)
                {
                    AddNames(nested, place);
                }
                else if (member.Name is { } name && name != "_" && !names.Add(name))
                {
                    Report(TypeRules.DuplicateMember, place, name);
                }
            }
        }
    }

    private static int? Strictest(int? first, int? second) => first is null || second > first ? second : first;

    private int? BindBitFieldWidth(QualifiedType type, SourceName name, ExpressionSyntax syntax)
    {
        if (EvaluateInteger(syntax) is not { } width || type.Type is ErrorType)
        {
            return null;
        }

        TargetAbi? only = scope.FindTarget();
        CType storage = type.Type.Canonical is EnumType enumeration
            ? EnumFacts.GetCompatibleType(enumeration, only ?? TargetAbi.LinuxX64)
            : type.Type.Canonical;
        if (storage is not BasicType { ByteOrder: ByteOrder.Native } basic || !basic.IsInteger)
        {
            Report(TypeRules.InvalidBitField, name.IsMissing ? syntax.Span : name.Span, type.ToString());
            return null;
        }

        // If the project has several targets, the width must also fit the targets whose long has 32 bits.
        long bits = Math.Min(basic.GetLayout(only ?? TargetAbi.LinuxX64).Size, basic.GetLayout(only ?? TargetAbi.WindowsX64).Size) * 8;
        bits = basic.Kind == BasicTypeKind.Bool ? 1 : bits;
        int least = name.IsMissing ? 0 : 1;
        if (width < least || width > bits)
        {
            Report(TypeRules.InvalidBitFieldWidth, syntax.Span, type.ToString(), least.ToString(), bits.ToString());
            return null;
        }

        return (int)width;
    }

    /// <summary>Returns the argument of <c>counted_by</c> after the specifiers, the last <c>*</c> or the name.</summary>
    private static ExpressionSyntax? GetCounter(ImmutableArray<AttributeSyntax> attributes) =>
        attributes.FirstOrDefault(static attribute => attribute.Name.Text == "counted_by" && !attribute.Arguments.IsEmpty)?.Arguments[0];

    /// <summary>
    /// Returns the attributes of the declared object: after its name, and after the <c>*</c> nearest to it. Attributes after the
    /// parameters of a function belong to the function's declarator.
    /// </summary>
    private static ImmutableArray<AttributeSyntax> GetAttributes(DeclaratorSyntax declarator)
    {
        if (declarator is FunctionDeclaratorSyntax { Attributes: { IsEmpty: false } ofFunction })
        {
            return ofFunction;
        }

        ImmutableArray<AttributeSyntax> attributes = [];
        while (declarator is DerivedDeclaratorSyntax derived)
        {
            attributes = (derived as PointerDeclaratorSyntax)?.Attributes ?? [];
            declarator = derived.Inner;
        }

        return declarator is IdentifierDeclaratorSyntax identifier ? attributes.AddRange(identifier.Attributes) : attributes;
    }
}
