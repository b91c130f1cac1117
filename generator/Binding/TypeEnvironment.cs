using System.Collections.Immutable;
using KoffiGen.Binding.Structs;
using KoffiGen.Binding.Units;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding;

/// <summary>
/// The types that the C declarations of a compilation define, with the scopes in which they are visible. It depends only on its input,
/// and equality compares that input, so the pipeline can cache it.
/// </summary>
internal sealed class TypeEnvironment : IProjectTypes, IEquatable<TypeEnvironment>
{
    private readonly EnvironmentInput _input;
    private readonly UnitTable _units;
    private readonly Dictionary<string, CSharpType> _foreignTypes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _publicForeignTypes = new(StringComparer.Ordinal);
    private readonly PublicTypes _publicTypes;
    private readonly Lazy<ILookup<string, CType>> _named;
    private readonly Guard _guard;

    private TypeEnvironment(EnvironmentInput input, Guard guard)
    {
        _input = input;
        _guard = guard;
        TargetAbi? target = input.Project.RuntimeIdentifier is { } identifier ? TargetAbi.FromRuntimeIdentifier(identifier) : null;
        TypeScope foreignScope = new() { Target = target };
        foreach (ForeignTypeDeclaration declaration in input.ForeignTypes)
        {
            guard.TryRun(GuardedStep.DeclaredForeignTypes, declaration.CName, () => DeclareForeignType(declaration, foreignScope));
        }

        Structs = new StructTable(FindForeign, target);
        _units = new UnitTable(input, foreignScope, Structs, guard);
        _named = new Lazy<ILookup<string, CType>>(() =>
            _units
                .Units.SelectMany(static unit => unit.DeclaredTypes.Select(static type => (Name: type.Tag ?? type.CName, type.Type)))
                .Concat(
                    _units
                        .Units.SelectMany(static unit => unit.Declarations)
                        .Where(static declaration => declaration.Kind == BoundDeclarationKind.Typedef)
                        .Select(static declaration => (declaration.Name, declaration.Type.Type))
                )
                .ToLookup(static named => named.Name, static named => named.Item2, StringComparer.Ordinal)
        );
        _publicTypes = new PublicTypes(FindGenerated, type => _publicForeignTypes.Contains(type.Name));
    }

    /// <summary>Binds all declarations. A declaration that fails is omitted and added to <see cref="Failures"/>.</summary>
    public static TypeEnvironment Create(EnvironmentInput input)
    {
        Guard guard = new();
        return guard.Run(GuardedStep.Environment, "the C declarations of the project", () => new TypeEnvironment(input, guard))
            ?? new TypeEnvironment(new EnvironmentInput(input.Project) { Failures = input.Failures }, guard) { IsAvailable = false };
    }

    /// <summary>Whether the declarations are bound. They are not if the binding failed as a whole.</summary>
    public bool IsAvailable { get; private init; } = true;

    /// <summary>The failures while the declarations were read and bound.</summary>
    public EquatableArray<Failure> Failures => _input.Failures.Concat(_guard.Failures).ToEquatableArray();

    public ImmutableArray<DeclarationUnit> Units => _units.Units;

    /// <summary>The types that <c>[KoffiDisposable]</c> declares, in source order.</summary>
    public ImmutableArray<DisposableType> Disposables => _units.Disposables;

    public ProjectSettings Project => _input.Project;

    public bool DisablesRuntimeMarshalling => Project.DisablesRuntimeMarshalling;

    /// <summary>The layout plans of all structs.</summary>
    public StructTable Structs { get; }

    /// <summary>The declarations that become C#.</summary>
    public DeclarationSelection Selection => _units.Selection;

    public GeneratedTypes Types => _units.Types;

    /// <summary>The functions that declarations name as disposers.</summary>
    public NamedDisposers Disposers => _units.Disposers;

    public bool Equals(TypeEnvironment? other) => other is not null && _input.Equals(other._input) && Failures.Equals(other.Failures);

    public override bool Equals(object? obj) => Equals(obj as TypeEnvironment);

    public override int GetHashCode() => _input.GetHashCode();

    private void DeclareForeignType(ForeignTypeDeclaration declaration, TypeScope scope)
    {
        string name = declaration.CName.Trim();
        string tag = name.Substring(name.LastIndexOf(' ') + 1);
        ForeignType type = new(name);
        _foreignTypes[name] = declaration.Type;
        if (declaration.IsPublic)
        {
            _publicForeignTypes.Add(name);
        }

        if (tag != name)
        {
            scope.DeclareTag(tag, type);
        }
        else
        {
            scope.Declare(new ScopeEntry(tag, ScopeEntryKind.Typedef, type));
        }
    }

    /// <summary>Returns a new scope for the imports of a class. Unknown tags are declared in it and not visible outside.</summary>
    /// <param name="foreignTypes">
    /// Returns the C type for a name in the C# signature of the import; <see langword="null"/> if there is none.
    /// </param>
    public TypeScope CreateScope(ContainingType type, Func<string, CType?>? foreignTypes) =>
        new(_units.FindScope(type)) { ForeignTypes = foreignTypes };

    /// <summary>Returns the library of the <c>.koffi</c> file of the class; <see langword="null"/> if there is no such file.</summary>
    public LibraryDeclaration? FindLibrary(ContainingType type) => _units.FindFile(type)?.Library;

    public GeneratedType? FindGenerated(CType type) => Types.Find(type);

    public IEnumerable<KeyValuePair<CType, GeneratedType>> FindByName(string name) => Types.FindByName(name);

    /// <summary>Returns the types that have the name in C, as a typedef or a tag, or in C#.</summary>
    public IEnumerable<CType> FindNamed(string name) => _named.Value[name].Concat(FindByName(name).Select(static named => named.Key));

    /// <summary>Returns the C# type whose <c>[KoffiType]</c> names the C type; <see langword="null"/> if there is none.</summary>
    public CSharpType? FindForeign(ForeignType type) => _foreignTypes.TryGetValue(type.Name, out CSharpType? managed) ? managed : null;

    public string? FindObstacle(RecordType record) => Structs.Plan(record).Problem?.Reason;

    public string? FindByValueObstacle(RecordType record) =>
        Structs.Plan(record) is { Problem: null, ByValueObstacle: var obstacle } ? obstacle : null;

    public TypeLayout? Measure(CType type, TargetAbi portable) => Structs.Measure(type, portable);

    public PlatformValue? FindOverAlignment(CType type) => Structs.FindOverAlignment(type);

    /// <summary>Whether a public signature may contain the type: the type and the types of its members are public.</summary>
    public bool IsPublic(CType type) => _publicTypes.Contains(type);
}
