using System.Collections.Immutable;
using KoffiGen.Binding.Structs;
using KoffiGen.Binding.Units;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding;

/// <summary>
/// All types that the C declarations of a compilation give, with the scopes that they are visible in. It is a function of the declarations alone,
/// and equal to another of the same declarations: so the pipeline can keep it.
/// </summary>
internal sealed class TypeEnvironment : IEquatable<TypeEnvironment>
{
    private readonly EnvironmentInput _input;
    private readonly UnitTable _units;
    private readonly Dictionary<string, CSharpType> _foreignTypes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _publicForeignTypes = new(StringComparer.Ordinal);
    private readonly PublicTypes _publicTypes;
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
        _publicTypes = new PublicTypes(FindGenerated, type => _publicForeignTypes.Contains(type.Name));
    }

    /// <summary>Binds all declarations. What fails is left out, and is one of the <see cref="Failures"/>.</summary>
    public static TypeEnvironment Create(EnvironmentInput input)
    {
        Guard guard = new();
        return guard.Run(GuardedStep.Environment, "the C declarations of the project", () => new TypeEnvironment(input, guard))
            ?? new TypeEnvironment(new EnvironmentInput(input.Project), guard) { IsAvailable = false };
    }

    /// <summary>Whether the declarations are bound; <see langword="false"/> if that failed as a whole.</summary>
    public bool IsAvailable { get; private init; } = true;

    public EquatableArray<Failure> Failures => _guard.Failures;

    public ImmutableArray<DeclarationUnit> Units => _units.Units;

    /// <summary>What <c>[KoffiDisposable]</c> declares, in the order of its declarations.</summary>
    public ImmutableArray<DisposableType> Disposables => _units.Disposables;

    public ProjectSettings Project => _input.Project;

    /// <summary>How each struct gets C's layout.</summary>
    public StructTable Structs { get; }

    /// <summary>Which declarations become C#.</summary>
    public DeclarationSelection Selection => _units.Selection;

    public GeneratedTypes Types => _units.Types;

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

    /// <summary>A new scope for the imports of a class: what they declare by unknown tags is their own.</summary>
    /// <param name="foreignTypes">The C# types of the method's own signature.</param>
    public TypeScope CreateScope(ContainingType type, Func<string, CType?>? foreignTypes) =>
        new(_units.FindScope(type)) { ForeignTypes = foreignTypes };

    /// <summary>The library of the <c>.koffi</c> file that the class belongs to.</summary>
    public LibraryDeclaration? FindLibrary(ContainingType type) => _units.FindFile(type)?.Library;

    public GeneratedType? FindGenerated(CType type) => Types.Find(type);

    /// <summary>The C# type that a name of C stands for by its <c>[KoffiType]</c>.</summary>
    public CSharpType? FindForeign(ForeignType type) => _foreignTypes.TryGetValue(type.Name, out CSharpType? managed) ? managed : null;

    /// <summary>Whether a public method may show the type: it and all that its members show are public.</summary>
    public bool IsPublic(CType type) => _publicTypes.Contains(type);
}
