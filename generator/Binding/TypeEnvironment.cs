using System.Collections.Immutable;
using KoffiGen.Binding.Declarations;
using KoffiGen.Binding.Structs;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Syntax;
using KoffiGen.Types;

namespace KoffiGen.Binding;

/// <summary>What a C type is called in C#.</summary>
/// <param name="Name">The name alone, by which signatures refer to it.</param>
/// <param name="Text">How generated code writes it from anywhere.</param>
/// <param name="Disposal">How a pointer to the opaque type is released; with it there is a SafeHandle class, too.</param>
internal sealed record GeneratedType(string Name, string Text, DisposalModel? Disposal = null)
{
    /// <summary>Visible outside the assembly.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Nested in the struct whose member declares it; it is generated with that.</summary>
    public bool IsNested { get; init; }

    /// <summary>The type of an anonymous member, which is reached through the struct around it.</summary>
    public bool IsAnonymous { get; init; }

    public string HandleName => Name.TrimStart('@') + "Handle";

    public string HandleText => Text.Substring(0, Text.Length - Name.Length) + HandleName;
}

/// <summary>The declarations of one <c>[KoffiDefine]</c> holder, bound.</summary>
internal sealed record BoundDefine(DefineDeclaration Declaration, ImmutableArray<BoundDeclaration> Declarations, ImmutableArray<ImmutableArray<TextDiagnostic>> Diagnostics)
{
    /// <summary>The name of the generated file, without its ending.</summary>
    public string HintName { get; init; } = "";
}

/// <summary>
/// All types that the C declarations of a compilation give, with the scopes that they are visible in. It is a function of the declarations alone,
/// and equal to another of the same declarations: so the pipeline can keep it.
/// </summary>
internal sealed class TypeEnvironment : IEquatable<TypeEnvironment>
{
    private readonly EquatableArray<DefineDeclaration> _defines;
    private readonly EquatableArray<ForeignTypeDeclaration> _foreign;
    private readonly Dictionary<string, TypeScope> _classScopes = new(StringComparer.Ordinal);
    private readonly Dictionary<CType, GeneratedType> _generated = [];
    private readonly Dictionary<string, List<GeneratedType>> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ManagedType> _foreignTypes = new(StringComparer.Ordinal);
    private readonly TypeScope _assembly;
    private readonly TypeScope _project = new();

    /// <param name="rootNamespace">The project's root namespace: the assembly's declarations stand there.</param>
    /// <param name="target">The target that the project is built for; <see langword="null"/> where it is to run on all.</param>
    public TypeEnvironment(EquatableArray<DefineDeclaration> defines, EquatableArray<ForeignTypeDeclaration> foreign, string rootNamespace, TargetAbi? target = null)
    {
        Structs = new StructTable(FindForeign, target);
        _defines = defines;
        _foreign = foreign;
        RootNamespace = rootNamespace;
        TypeScope foreignScope = new(_project);
        foreach (ForeignTypeDeclaration declaration in foreign)
        {
            string name = declaration.CName.Trim();
            string tag = name.Substring(name.LastIndexOf(' ') + 1);
            ForeignType type = new(name);
            _foreignTypes[name] = declaration.Type;
            if (tag != name)
            {
                foreignScope.DeclareTag(tag, type);
            }
            else
            {
                foreignScope.Declare(new ScopeEntry(tag, ScopeEntryKind.Typedef, type));
            }
        }

        _assembly = new TypeScope(foreignScope);

        // The assembly's declarations first: those of classes may build on them.
        HintNames names = new();
        Defines = [.. defines.Where(static define => define.ContainingType is null).Concat(defines.Where(static define => define.ContainingType is not null)).Select(Bind)
            .Select(define => define with { HintName = names.Add((define.Declaration.ContainingType?.MetadataName ?? "Assembly") + "-Types") })];
    }

    public ImmutableArray<BoundDefine> Defines { get; }

    public string RootNamespace { get; }

    /// <summary>How each struct gets C's layout.</summary>
    public StructTable Structs { get; }

    public bool Equals(TypeEnvironment? other) => other is not null && Structs.Target == other.Structs.Target && RootNamespace == other.RootNamespace && _defines.Equals(other._defines) && _foreign.Equals(other._foreign);

    public override bool Equals(object? obj) => Equals(obj as TypeEnvironment);

    public override int GetHashCode() => unchecked((_defines.GetHashCode() * 31) + _foreign.GetHashCode());

    /// <summary>A new scope for the imports of a class: what they declare by unknown tags is their own.</summary>
    /// <param name="foreignTypes">The C# types of the method's own signature.</param>
    public TypeScope CreateScope(ContainingType type, Func<string, CType?>? foreignTypes) =>
        new(FindScope(type)) { ForeignTypes = foreignTypes };

    public GeneratedType? FindGenerated(CType type) => _generated.TryGetValue(type.Canonical, out GeneratedType? generated) ? generated : null;

    /// <summary>How generated code writes a generated type that a signature inside <paramref name="type"/> calls by its name alone.</summary>
    /// <param name="written">The name as the signature has it, perhaps with names of types around it: <c>PngHeader.ihdr_t</c>.</param>
    public string? FindText(ContainingType type, string name, string written)
    {
        if (!_names.TryGetValue(name, out List<GeneratedType>? candidates))
        {
            return null;
        }

        if (written.IndexOf('.') > 0 && candidates.FirstOrDefault(candidate => candidate.Text.Replace("@", "").EndsWith("." + written.Replace("@", ""), StringComparison.Ordinal)) is { } exact)
        {
            return exact.Text;
        }

        // The nearest is meant, as in C#: nested in the class itself, in one around it, or in the namespace.
        string qualified = type.QualifiedName;
        GeneratedType? best = null;
        foreach (GeneratedType candidate in candidates)
        {
            string owner = candidate.Text.Substring(0, Math.Max(0, candidate.Text.Length - candidate.Name.Length - 1));
            if (owner.Length > 0 && (qualified == owner || qualified.StartsWith(owner + ".", StringComparison.Ordinal)) && (best is null || owner.Length > best.Text.Length - best.Name.Length))
            {
                best = candidate;
            }
        }

        best ??= candidates[0];
        return best.HandleName == name ? best.HandleText : best.Text;
    }

    /// <summary>The generated types that a C# signature may mean by the name, with the C types that they stand for.</summary>
    public IEnumerable<KeyValuePair<CType, GeneratedType>> Generated => _generated;

    /// <summary>The C# type that a name of C stands for by its <c>[KoffiType]</c>.</summary>
    public ManagedType? FindForeign(ForeignType type) => _foreignTypes.TryGetValue(type.Name, out ManagedType? managed) ? managed : null;

    /// <summary>Whether a public method may show the type.</summary>
    public bool IsPublic(CType type) => type.Canonical switch
    {
        PointerType pointer => IsPublic(pointer.Pointee.Type),
        ForeignType foreign => _foreign.Any(declaration => declaration.CName.Trim() == foreign.Name && declaration.IsPublic),
        _ => FindGenerated(type) is not { IsPublic: false },
    };

    private TypeScope FindScope(ContainingType type)
    {
        for (int count = type.Types.Count; count > 0; count--)
        {
            if (_classScopes.TryGetValue(Key(type, count), out TypeScope? scope))
            {
                return scope;
            }
        }

        return _assembly;
    }

    private static string Key(ContainingType type, int count) => type.Namespace + "|" + string.Join("+", type.Types.Take(count).Select(static header => header.MetadataName));

    private BoundDefine Bind(DefineDeclaration define)
    {
        TypeScope scope = _assembly;
        if (define.ContainingType is { } type)
        {
            scope = new TypeScope(FindScope(type));
            _classScopes[Key(type, type.Types.Count)] = scope;
        }

        ImmutableArray<BoundDeclaration>.Builder declarations = ImmutableArray.CreateBuilder<BoundDeclaration>();
        ImmutableArray<ImmutableArray<TextDiagnostic>>.Builder diagnostics = ImmutableArray.CreateBuilder<ImmutableArray<TextDiagnostic>>();
        foreach (string text in define.Texts)
        {
            ParseResult<TranslationUnitSyntax> parsed = Parser.ParseTranslationUnit(text);
            DiagnosticBag bag = new();
            int index = diagnostics.Count;
            declarations.AddRange(new DeclarationBinder(scope, bag).BindTranslationUnit(parsed.Root).Declarations.Select(declaration => declaration with { TextIndex = index }));
            diagnostics.Add([.. parsed.Diagnostics, .. bag.ToImmutable()]);
        }

        string prefix = define.ContainingType is { } owner ? owner.QualifiedName + "." : RootNamespace.Length == 0 ? "global::" : $"global::{RootNamespace}.";
        foreach (BoundDeclaration declaration in declarations)
        {
            Register(declaration, prefix, define.ContainingType is { } holder && holder.Types.All(static header => header.IsPublic));
            DeclareInProject(declaration);
        }

        return new BoundDefine(define, declarations.ToImmutable(), diagnostics.ToImmutable());
    }

    private void Register(BoundDeclaration declaration, string prefix, bool isPublic)
    {
        CType type = declaration.Type.Type.Canonical;
        if (declaration.Kind is not (BoundDeclarationKind.Record or BoundDeclarationKind.Enum or BoundDeclarationKind.Opaque or BoundDeclarationKind.Typedef) || _generated.ContainsKey(type))
        {
            return;
        }

        if (type is RecordType { Tag: { } tag } record)
        {
            string name = CSharpIdentifier.Escape(tag);
            Add(type, new GeneratedType(name, prefix + name, record.Disposer is { } disposer ? DisposalBinder.Bind(disposer) : null) { IsPublic = isPublic });
            if (record.IsComplete)
            {
                RegisterNested(record, name, prefix, isPublic);
            }
        }
        else if (type is EnumType { Tag: { } enumTag })
        {
            string name = CSharpIdentifier.Escape(enumTag);
            Add(type, new GeneratedType(name, prefix + name) { IsPublic = isPublic });
        }
    }

    private void RegisterNested(RecordType record, string name, string prefix, bool isPublic)
    {
        foreach (NestedType nested in NestedTypes.Find(record, name).Where(nested => !_generated.ContainsKey(nested.Type)))
        {
            Add(nested.Type, new GeneratedType(nested.Name, $"{prefix}{name}.{nested.Path}") { IsPublic = isPublic && !nested.IsAnonymous, IsNested = true, IsAnonymous = nested.IsAnonymous });
        }
    }

    private void Add(CType type, GeneratedType generated)
    {
        _generated.Add(type, generated);
        AddName(generated.Name.TrimStart('@'));
        if (generated.Disposal is not null)
        {
            AddName(generated.HandleName);
        }

        void AddName(string name)
        {
            if (!_names.TryGetValue(name, out List<GeneratedType>? named))
            {
                _names.Add(name, named = []);
            }

            named.Add(generated);
        }
    }

    // A type of another class is visible, too, as long as no other has its name.
    private void DeclareInProject(BoundDeclaration declaration)
    {
        switch (declaration.Type.Type)
        {
            case RecordType { Tag: { } tag } record:
                if (_project.FindOwnTag(tag) is null)
                {
                    _project.DeclareTag(tag, record);
                }

                if (record.IsOpaqueDeclaration && _project.FindOwn(tag) is null)
                {
                    _project.Declare(new ScopeEntry(tag, ScopeEntryKind.Opaque, record));
                }

                break;
            case TypedefType typedef when _project.FindOwn(typedef.Name) is null:
                _project.Declare(new ScopeEntry(typedef.Name, ScopeEntryKind.Typedef, typedef));
                break;
        }
    }
}
