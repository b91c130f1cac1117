using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations;

// Translation units (C23 6.9).
internal sealed partial class DeclarationBinder
{
    private readonly ImmutableArray<DeclarationSite>.Builder _sites = ImmutableArray.CreateBuilder<DeclarationSite>();
    private SourceSpan _declarationSpan;
    private bool _isOneOfSeveral;

    /// <summary>The current declaration, which has its own diagnostics.</summary>
    private DeclarationSite? _site;

    /// <summary>Binds a text and adds its declarations to the scope. Each diagnostic belongs to a declaration.</summary>
    public BoundTranslationUnit BindTranslationUnit(TranslationUnitSyntax unit)
    {
        _declarations.Clear();
        _sites.Clear();
        DeferDefines(unit);
        foreach (ExternalDeclarationSyntax declaration in unit.Declarations)
        {
            if (declaration is DefineDirectiveSyntax define)
            {
                AddDefine(define);
                continue;
            }

            _declarationSpan = declaration.Span;
            _isOneOfSeveral = false;
            Enter(
                AddSite(
                    new DeclarationSite(Locate(declaration.Span))
                    {
                        IsShared = declaration is DeclarationSyntax { Declarators: { IsDefault: false, Length: > 1 } },
                    }
                )
            );
            switch (declaration)
            {
                case DeclarationSyntax ordinary:
                    BindDeclaration(ordinary);
                    break;

                case OpaqueDeclarationSyntax opaque:
                    BindOpaque(opaque);
                    break;

                case PragmaPackSyntax pack:
                    BindPack(pack);
                    break;

                case StaticAssertSyntax assertion:
                    BindAssertion(assertion);
                    break;
            }
        }

        return new BoundTranslationUnit(WithDefines(), _sites.ToImmutable());
    }

    private DeclarationSite AddSite(DeclarationSite site)
    {
        _sites.Add(site);
        return site;
    }

    private void Enter(DeclarationSite site)
    {
        _site = site;
        _diagnostics = site.Diagnostics;
        _text = site.Location.Text;
    }

    private void AddName(string? name, NameKind kind = NameKind.Other)
    {
        // A struct and a function may share a name. Directives about the function then also apply to this declaration.
        if (name is not null && _site is not null && (kind != NameKind.Other || !_site.Names.ContainsKey(name)))
        {
            _site.Names[name] = kind;
        }
    }

    private void Use(ScopeEntry? entry, SourceSpan place)
    {
        if (entry is not null)
        {
            _site?.Use(entry, place);
        }
    }

    private void BindDeclaration(DeclarationSyntax declaration)
    {
        int first = _declarations.Count;
        if (declaration.Declarators.IsDefaultOrEmpty)
        {
            BindTypeDeclaration(declaration.Specifiers);
            AddDocumentation(first, declaration.Documentation);
            return;
        }

        QualifiedType specified = BindSpecifiers(declaration.Specifiers);

        bool isUnnamed = specified.Type is RecordType { Tag: null } or EnumType { Tag: null };
        bool isTypedef = (declaration.Specifiers.Storage & StorageClass.Typedef) != 0;

        // The library does not export static declarations. The parser has reported them.
        bool isExported = (declaration.Specifiers.Storage & StorageClass.Static) == 0;
        DeclarationSite specifiers = _site!;
        _isOneOfSeveral = specifiers.IsShared;
        foreach (InitDeclaratorSyntax initialized in declaration.Declarators)
        {
            if (specifiers.IsShared)
            {
                Enter(AddSite(new DeclarationSite(Locate(initialized.Span))));
                _site!.Use(specifiers, declaration.Specifiers.Span);
            }

            DeclaratorSyntax declarator = initialized.Declarator;
            SourceName name = declarator.Name;
            if (isTypedef && !name.IsMissing && declarator is IdentifierDeclaratorSyntax)
            {
                NameAfterTypedef(specified.Type, name, first);
            }

            CheckCounted(declaration.Specifiers.Attributes, specified, declarator);
            QualifiedType type = BindDeclarator(specified, declarator, GetConvention(declaration.Specifiers));
            if (name.IsMissing)
            {
                continue;
            }

            if (isTypedef)
            {
                // The name of an invalid type is also declared, so that its uses are not reported as unknown.
                CType named =
                    type.Type is ErrorType
                        ? type.Type
                        : new TypedefType(name.Text, type)
                        {
                            RequestedAlignment = BindAlignment([], declaration.Specifiers.Attributes, GetAttributes(declarator)),
                        };
                bool isNew = Declare(
                    new ScopeEntry(name.Text, ScopeEntryKind.Typedef, named),
                    name.Span,
                    BoundDeclarationKind.Typedef,
                    declaration.Documentation
                );
                if (!isNew && isUnnamed)
                {
                    // Declare has reported the second type of this name. No declaration can refer to it, so it is removed.
                    while (_declarations.Count > first)
                    {
                        _declarations.RemoveAt(_declarations.Count - 1);
                    }
                }
            }
            else if (type.Type.Canonical is FunctionType function)
            {
                Declare(
                    new ScopeEntry(name.Text, ScopeEntryKind.Function, WithFormat(function, declaration.Specifiers)),
                    name.Span,
                    isExported ? BoundDeclarationKind.Function : null,
                    declaration.Documentation
                );
            }
            else
            {
                // A variable of another translation unit may be an incomplete array.
                type = type.Type.Canonical is ArrayType { Length: null } ? type : CheckObject(type, name.Span, "a variable");
                Declare(
                    new ScopeEntry(name.Text, ScopeEntryKind.Variable, type),
                    name.Span,
                    isExported ? BoundDeclarationKind.Variable : null,
                    declaration.Documentation
                );
            }
        }
    }

    /// <summary>
    /// Binds a declaration without a declarator: that of a struct, union or enum, and <c>struct SDL_Surface !(SDL_FreeSurface);</c>, which
    /// names the disposer of a type as <c>opaque</c> does.
    /// </summary>
    private void BindTypeDeclaration(DeclarationSpecifiersSyntax specifiers)
    {
        ReportUnknownAttributes(specifiers.Attributes);
        CType type = BindType(specifiers.Type);
        if (specifiers.Ownership is not { } ownership || type is ErrorType)
        {
            return;
        }

        if (type.Canonical is RecordType record)
        {
            SetDisposer(record, ownership, new SourceName(type.ToString(), specifiers.Type.Span));
        }
        else
        {
            Report(OwnershipRules.OwnershipOnNonPointer, ownership.Span, type.ToString());
        }
    }

    private void SetDisposer(RecordType record, OwnershipSyntax? syntax, SourceName name)
    {
        if (syntax is null)
        {
            return;
        }

        Ownership disposer = new(syntax.Function?.Text, syntax.Library?.Text);
        if (record.Disposer is not null && record.Disposer != disposer)
        {
            Report(TypeRules.Redefinition, name.Span, name.Text);
        }

        record.Disposer ??= disposer;
    }

    /// <summary>Names the unnamed type of <c>typedef struct { … } Name;</c> after the typedef.</summary>
    private void NameAfterTypedef(CType type, SourceName name, int first)
    {
        switch (type)
        {
            case RecordType { Tag: null } record:
                record.Tag = name.Text;
                break;
            case EnumType { Tag: null } enumeration:
                enumeration.Tag = name.Text;
                break;
            default:
                return;
        }

        for (int i = first; i < _declarations.Count; i++)
        {
            if (ReferenceEquals(_declarations[i].Type.Type, type))
            {
                _declarations[i] = _declarations[i] with { Name = name.Text, NameLocation = Locate(name.Span) };
            }
        }
    }

    private void AddDocumentation(int first, string? documentation)
    {
        if (documentation is null || _declarations.Count <= first)
        {
            return;
        }

        BoundDeclaration last = _declarations[_declarations.Count - 1];
        _declarations[_declarations.Count - 1] = last with { Documentation = last.Documentation ?? documentation };
        switch (last.Type.Type)
        {
            case RecordType record:
                record.Documentation ??= documentation;
                break;
            case EnumType enumeration:
                enumeration.Documentation ??= documentation;
                break;
        }
    }

    private void BindOpaque(OpaqueDeclarationSyntax syntax)
    {
        if (syntax.Name.IsMissing)
        {
            return;
        }

        string name = syntax.Name.Text;

        // Beside 'typedef struct X X;', also of an included header, the declaration only names the disposer.
        ScopeEntry? entry = syntax.Ownership is null ? scope.FindOwn(name) : scope.FindOwnOrIncluded(name);
        if (entry is { Kind: ScopeEntryKind.Opaque or ScopeEntryKind.Typedef, Type.Type.Canonical: RecordType known })
        {
            AddName(name);
            SetDisposer(known, syntax.Ownership, syntax.Name);
            return;
        }

        // Koffi has one namespace for types: 'struct A { … };' may complete 'opaque A;', and 'struct A *' refers to it.
        RecordType record = scope.FindOwnTag(name) as RecordType ?? new RecordType(isUnion: false, name) { IsOpaqueDeclaration = true };
        SetDisposer(record, syntax.Ownership, syntax.Name);
        if (scope.FindOwnTag(name) is null)
        {
            scope.DeclareTag(name, record);
        }

        Declare(new ScopeEntry(name, ScopeEntryKind.Opaque, record), syntax.Name.Span, BoundDeclarationKind.Opaque, syntax.Documentation);
    }

    private void BindAssertion(StaticAssertSyntax assertion)
    {
        if (EvaluateConstant(assertion.Condition) is { } value && (!value.IsTrue || value.OnWindows is { IsTrue: false }))
        {
            Report(TypeRules.AssertionFailed, assertion.Condition.Span, assertion.Message is null ? "" : ": " + assertion.Message);
        }
    }

    /// <returns>Whether the name is new.</returns>
    private bool Declare(ScopeEntry entry, SourceSpan span, BoundDeclarationKind? kind = null, string? documentation = null)
    {
        AddName(
            entry.Name,
            entry.Kind switch
            {
                ScopeEntryKind.Function => NameKind.Function,
                ScopeEntryKind.Typedef
                    when entry.Type.Type.Canonical is FunctionType or PointerType { Pointee.Type.Canonical: FunctionType } =>
                    NameKind.CallbackType,
                _ => NameKind.Other,
            }
        );
        if (scope.FindOwn(entry.Name) is { } known)
        {
            bool isSameKind =
                known.Kind == entry.Kind || known is { Kind: ScopeEntryKind.Opaque } && entry is { Kind: ScopeEntryKind.Typedef };
            bool isSame = isSameKind && TypeIdentity.AreSame(known.Type, entry.Type) && known.Value == entry.Value;
            if (!isSame && known.Type.Type is not ErrorType && entry.Type.Type is not ErrorType)
            {
                Report(TypeRules.Redefinition, span, entry.Name);
            }

            return false;
        }

        scope.Declare(entry with { Site = _site });
        if (kind is { } declared)
        {
            _declarations.Add(
                new BoundDeclaration(declared, entry.Name, Locate(span), entry.Type)
                {
                    Value = entry.Value,
                    Documentation = documentation,
                    Location = Locate(_declarationSpan),
                    IsOneOfSeveral = _isOneOfSeveral,
                    Site = _site,
                }
            );
        }

        return true;
    }
}
