using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations.Units;

/// <summary>
/// A unit of declarations. It is parsed from the start, so that the names that it declares are known, and bound when one of them is first
/// needed.
/// </summary>
internal sealed class DeclarationUnit
{
    private readonly ImmutableArray<ParseResult<TranslationUnitSyntax>> _texts;
    private readonly DiagnosticBag _diagnostics = new();
    private readonly ImmutableArray<BoundDeclaration>.Builder _declarations = ImmutableArray.CreateBuilder<BoundDeclaration>();
    private readonly List<DeclarationSite> _sites = [];
    private readonly Dictionary<string, BoundDeclaration> _functions = new(StringComparer.Ordinal);

    public DeclarationUnit(UnitDeclaration source, ImmutableArray<ParseResult<TranslationUnitSyntax>> texts, string rootNamespace)
    {
        Source = source;
        _texts = texts;
        BindDirectives();
        if (source is KoffiFile file)
        {
            Namespace = Directives.Namespace ?? rootNamespace;
            string name = CSharpIdentifier.TypeName(Directives.ClassName ?? CSharpIdentifier.Escape(CSharpIdentifier.Sanitize(file.Name)));
            TypeHeader header = new((Directives.IsPublic ? "public " : "") + "static partial class", name)
            {
                MetadataName = name.TrimStart('@'),
                IsPublic = Directives.IsPublic,
                IsPartial = true,
            };
            MemberClass = new ContainingType(Namespace, new EquatableArray<TypeHeader>([header]));
            LibraryDeclaration library = Directives.Library ?? new LibraryDeclaration("");
            Library = library.IsNamed ? library : library with { Name = file.Name, IsNamed = true };
            IsPublic = Directives.IsPublic;
        }
        else if (source is CallbackDeclaration callback)
        {
            CallbackName = PrototypeBinder.FindName(callback.Prototype) ?? callback.Name.TrimStart('@');
            MemberClass = callback.ContainingType;
            TypeClass = callback.ContainingType;
            Namespace = callback.Namespace;
            Library = callback.Library;
            IsPublic =
                callback.Accessibility == "public"
                && (callback.ContainingType is not { } type || type.Types.All(static header => header.IsPublic));
        }
        else
        {
            DefineDeclaration define = (DefineDeclaration)source;
            MemberClass = define.ContainingType;
            Namespace = define.ContainingType?.Namespace ?? rootNamespace;
            Library = define.Library;
            TypeClass = define.ContainingType;
            IsPublic = define.ContainingType is { } container && container.Types.All(static header => header.IsPublic);
        }
    }

    public UnitDeclaration Source { get; }

    public bool IsFile => Source is KoffiFile;

    public UnitDirectives Directives { get; } = new();

    public string Namespace { get; }

    /// <summary>
    /// Gets the class of the members for functions, constants and variables; <see langword="null"/> for the assembly's
    /// declarations.
    /// </summary>
    public ContainingType? MemberClass { get; }

    /// <summary>Gets the class that contains the types; <see langword="null"/> if the namespace contains them.</summary>
    public ContainingType? TypeClass { get; }

    public LibraryDeclaration Library { get; }

    /// <summary>Whether the generated code is visible outside of the assembly.</summary>
    public bool IsPublic { get; }

    /// <summary>Gets the C name of the user's delegate that the unit declares; <see langword="null"/> for other units.</summary>
    public string? CallbackName { get; }

    /// <summary>Gets or sets the scope of the unit's names. The units of the assembly share one.</summary>
    public TypeScope Scope { get; set; } = new();

    /// <summary>Gets the units that this unit includes, so that their names are visible.</summary>
    public List<DeclarationUnit> Includes { get; } = [];

    /// <summary>Gets the type names that <c>[KoffiDisposable]</c> declares on the unit's class.</summary>
    public List<DisposableType> Disposables { get; } = [];

    /// <summary>Whether the unit generates nothing and only has a scope.</summary>
    public bool IsEmpty => Source.Texts.IsEmpty && Declarations.IsEmpty;

    /// <summary>Whether binding has begun. From then on, a name that is not declared yet can only be declared later in the text.</summary>
    public bool IsBound { get; set; }

    /// <summary>Gets the trees of the texts. The text of a user's delegate is not a translation unit, so it has none.</summary>
    public ImmutableArray<ParseResult<TranslationUnitSyntax>> Trees => _texts;

    /// <summary>Gets the declarations in order.</summary>
    public ImmutableArray<BoundDeclaration> Declarations { get; private set; } = [];

    /// <summary>Gets the declared types, with the C names from which their C# names derive.</summary>
    public ImmutableArray<DeclaredType> DeclaredTypes { get; private set; } = [];

    /// <summary>Gets the sites of all declarations, including declarations that declare nothing.</summary>
    public IReadOnlyList<DeclarationSite> Sites => _sites;

    /// <summary>Gets the diagnostics that no declaration owns.</summary>
    public ImmutableArray<TextDiagnostic> OtherDiagnostics => _diagnostics.ToImmutable();

    /// <summary>Returns the first function with the name that the unit declares.</summary>
    public BoundDeclaration? FindFunction(string name) => _functions.TryGetValue(name, out BoundDeclaration? function) ? function : null;

    /// <summary>Gets the class or the namespace that the unit's types are declared in.</summary>
    public QualifiedName TypeContainer => TypeClass?.QualifiedName ?? QualifiedName.Rooted(Namespace);

    public void Report(DiagnosticRule rule, SourceLocation location, params string[] arguments) =>
        _diagnostics.Report(rule, location, arguments);

    /// <summary>
    /// Returns the severity for a declaration that cannot be bound: an error in an attribute, but at most a warning in a file. A file may
    /// be a pasted header, and the user certainly needs only the declarations that its directives name.
    /// </summary>
    public RuleSeverity SeverityOfUnbound(IEnumerable<KeyValuePair<string, NameKind>> names) =>
        !IsFile ? RuleSeverity.Error
        : names.Any(name => Directives.IsNamed(name.Key, name.Value)) ? RuleSeverity.Warning
        : RuleSeverity.Info;

    /// <summary>Returns the severity of a rule for a declaration of the unit.</summary>
    /// <param name="unbound">The severity if the declaration cannot be bound.</param>
    /// <param name="isUnneeded">Whether the declaration is a macro that no other declaration needs, so that it may be left out.</param>
    private static RuleSeverity SeverityOf(DiagnosticRule rule, RuleSeverity unbound, bool isUnneeded) =>
        rule.IsLimit || (isUnneeded && rule.PreventsBinding) ? unbound : rule.Severity;

    /// <summary>Returns the diagnostic with the severity that it has for a declaration of these names in this unit.</summary>
    public BindingDiagnostic Weigh(BindingDiagnostic diagnostic, NameKind kind, params string[] names) =>
        diagnostic with
        {
            Severity = SeverityOf(
                diagnostic.Rule,
                SeverityOfUnbound(names.Select(name => new KeyValuePair<string, NameKind>(name, kind))),
                isUnneeded: false
            ),
        };

    /// <summary>Whether the user requests slots for callbacks of the function type.</summary>
    public bool RequestsSlots(string cName) =>
        Source is CallbackDeclaration || Directives.Slots.FindAll(cName).Any(static item => item.Value > 0);

    /// <summary>Whether pointers of the function type also have an asynchronous method.</summary>
    public bool IsAsynchronous(string cName) =>
        Source is CallbackDeclaration { IsAsynchronous: true } || Directives.Asynchronous.Find(cName) is not null;

    /// <summary>Returns the options of the callback type with the C name.</summary>
    public CallbackOptions CallbackOptionsOf(string cName) =>
        Source is CallbackDeclaration callback ? callback.Options : Directives.CallbackOptionsOf(cName);

    /// <summary>Binds the declarations and adds them to the scope. The caller calls it once.</summary>
    public void Bind()
    {
        foreach (ParseResult<TranslationUnitSyntax> parsed in _texts)
        {
            BoundTranslationUnit bound = new DeclarationBinder(Scope, parsed.Text).BindTranslationUnit(parsed.Root);
            _declarations.AddRange(bound.Declarations);
            _sites.AddRange(bound.Sites);
            AddSyntaxDiagnostics(parsed.Diagnostics, bound.Sites);
        }

        if (Source is CallbackDeclaration callback)
        {
            BindCallback(callback);
        }

        foreach (DisposableType disposable in Disposables)
        {
            disposable.Declare();
        }

        AddOpaqueTypes();
        Declarations = _declarations.ToImmutable();
        foreach (BoundDeclaration function in Declarations.Where(static declaration => declaration.Kind == BoundDeclarationKind.Function))
        {
            if (!_functions.ContainsKey(function.Name))
            {
                _functions.Add(function.Name, function);
            }
        }

        DeclaredTypes = [.. DeclaredType.Of(this)];
    }

    /// <summary>Whether no directive suppresses the diagnostic.</summary>
    public bool IsEnabled(TextDiagnostic diagnostic) =>
        !IsConsequence(diagnostic) && !Directives.Suppressions.IsDisabled(diagnostic.Rule.Id, diagnostic.Location);

    /// <summary>Returns the diagnostics of a declaration with the severities that they have in this unit.</summary>
    /// <param name="unbound">The severity if the declaration cannot be bound.</param>
    /// <param name="isUnneeded">Whether the declaration is a macro that no other declaration needs.</param>
    public IEnumerable<TextDiagnostic> Weigh(DeclarationSite site, RuleSeverity unbound, bool isUnneeded)
    {
        bool isNamed = site.Names.Keys.Any(Directives.IncludesExactly);
        return site
            .Diagnostics.ToImmutable()
            .Select(diagnostic =>
                diagnostic with
                {
                    Severity =
                        diagnostic.Rule.IsOmission && isNamed ? RuleSeverity.Warning : SeverityOf(diagnostic.Rule, unbound, isUnneeded),
                }
            );
    }

    // If directives leave a declaration out, its limits and warnings are not reported. Its syntax errors are still reported.
    private void AddSyntaxDiagnostics(ImmutableArray<TextDiagnostic> diagnostics, ImmutableArray<DeclarationSite> declarations)
    {
        DeclarationSite[] sites = [.. declarations.OrderBy(static site => site.Location, SourceLocation.Order)];
        foreach (TextDiagnostic diagnostic in diagnostics)
        {
            if ((diagnostic.Rule.IsLimit || !diagnostic.Rule.PreventsBinding) && FindSite(sites, diagnostic.Location) is { } site)
            {
                site.Diagnostics.Add(diagnostic);
            }
            else
            {
                _diagnostics.Add(diagnostic);
            }
        }
    }

    /// <summary>Finds the declaration that contains the location. If it has several declarators, finds the declarator.</summary>
    /// <param name="sites">
    /// The sites in the order of the text. Sites overlap in one case only: shared specifiers contain the declarators that follow them.
    /// </param>
    private static DeclarationSite? FindSite(DeclarationSite[] sites, SourceLocation location)
    {
        int end = sites.Length;
        for (int start = 0; start < end; )
        {
            int middle = (start + end) / 2;
            if (location.Follows(sites[middle].Location))
            {
                start = middle + 1;
            }
            else
            {
                end = middle;
            }
        }

        for (; end > 0; end--)
        {
            if (location.Written.Span.Start < sites[end - 1].Location.Written.Span.End)
            {
                return sites[end - 1];
            }

            if (sites[end - 1].IsShared)
            {
                break;
            }
        }

        return null;
    }

    // Declares the delegate's function type as a typedef, so that other declarations can use its name.
    private void BindCallback(CallbackDeclaration callback)
    {
        DiagnosticCollector diagnostics = new();
        PrototypeBinder binder = new(Scope, diagnostics);
        BoundFunction? function = binder.BindCallback(SourceText.CreateAll(callback.Prototype));
        _sites.AddRange(binder.Sites);

        foreach (BindingDiagnostic diagnostic in diagnostics.ToImmutable())
        {
            Report(diagnostic.Rule, diagnostic.Location ?? SourceLocation.None, [.. diagnostic.Arguments]);
        }

        if (function is null)
        {
            return;
        }

        if (Scope.FindOwn(CallbackName!) is not null)
        {
            Report(TypeRules.Redefinition, function.NameLocation, CallbackName!);
            return;
        }

        TypedefType type = new(CallbackName!, function.Type);
        Scope.Declare(new ScopeEntry(CallbackName!, ScopeEntryKind.Typedef, type));
        _declarations.Add(
            new BoundDeclaration(BoundDeclarationKind.Typedef, CallbackName!, function.NameLocation, type)
            {
                Location = function.NameLocation,
                Documentation = function.Documentation,
            }
        );
    }

    /// <summary>Whether the diagnostic is a consequence of decoding errors, which are reported once for the file.</summary>
    private bool IsConsequence(TextDiagnostic diagnostic) =>
        Source is KoffiFile { IsUnicode: false } && diagnostic.Rule == SyntaxRules.UnexpectedCharacter;

    private void BindDirectives()
    {
        if (Source is KoffiFile { ProjectDirectives: { Length: > 0 } fromProject })
        {
            // The project's directives have no location in the text, so errors are reported at its beginning.
            ParseResult<TranslationUnitSyntax> parsed = Parser.ParseTranslationUnit(new SourceText("#pragma koffi " + fromProject));
            DiagnosticBag bag = new();
            new DirectiveBinder(Directives, bag, isFile: true, text: null).Bind(parsed.Root);
            foreach (TextDiagnostic diagnostic in parsed.Diagnostics.Concat(bag.ToImmutable()))
            {
                _diagnostics.Add(diagnostic with { Location = SourceLocation.None });
            }
        }

        foreach (ParseResult<TranslationUnitSyntax> parsed in _texts)
        {
            new DirectiveBinder(Directives, _diagnostics, Source is KoffiFile, parsed.Text).Bind(parsed.Root);
        }

        if (Source is KoffiFile { IsUnicode: false, Text: var text })
        {
            int first = 0;
            while (first < text.Length && text[first] < 0x80)
            {
                first++;
            }

            _diagnostics.Report(
                DirectiveRules.NotUnicode,
                _texts[0].Text.Locate(new SourceSpan(Math.Min(first, text.Length), first < text.Length ? 1 : 0))
            );
        }
    }

    // As in C, a pointer to a struct with an unknown tag declares the struct.
    private void AddOpaqueTypes()
    {
        HashSet<CType> declared = [.. _declarations.Select(static declaration => declaration.Type.Type.Canonical)];
        foreach (KeyValuePair<string, CType> tag in Scope.OwnTags)
        {
            if (tag.Value is RecordType { IsComplete: false } record && declared.Add(record))
            {
                _declarations.Add(new BoundDeclaration(BoundDeclarationKind.Opaque, tag.Key, SourceLocation.None, record));
            }
        }
    }
}
