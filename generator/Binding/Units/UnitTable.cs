using System.Collections.Immutable;
using KoffiGen.Binding.Structs;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Binding.Units;

/// <summary>
/// All units of a compilation with their scopes: a class sees the declarations of containing classes, a file those that it includes, and
/// both those of the assembly.
/// </summary>
internal sealed class UnitTable
{
    private readonly Dictionary<string, TypeScope> _classScopes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeclarationUnit> _files = new(StringComparer.Ordinal);
    private readonly TypeScope _assembly;
    private readonly ProjectScope _project;
    private readonly Guard _guard;

    /// <summary>All units that could be created, in the order of <see cref="Units"/>.</summary>
    private readonly List<DeclarationUnit> _created;

    /// <summary>The units for which a step has failed. Later steps skip them.</summary>
    private readonly HashSet<DeclarationUnit> _failed = [];

    /// <summary>The bound units, each after the units that it needs.</summary>
    private readonly List<DeclarationUnit> _bound = [];

    /// <param name="guard">
    /// The guard that collects failures. A unit that fails is omitted, but the names that it has declared remain known.
    /// </param>
    public UnitTable(EnvironmentInput input, TypeScope foreignTypes, StructTable structs, Guard guard)
    {
        _guard = guard;
        _project = new ProjectScope(Bind);
        _assembly = new TypeScope(foreignTypes, _project);
        string root = input.Project.RootNamespace;

        // The order of the files must not depend on the build machine.
        ParsedKoffiFile[] files = [.. input.Files.OrderBy(static file => file.File.Path, StringComparer.Ordinal)];
        IEnumerable<DeclarationUnit?> units =
        [
            .. input.Defines.Where(static define => define.ContainingType is null).Select(CreateDefined),
            .. files.Select(file => Create(file.File, () => [file.Parsed])),
            .. input.Defines.Where(static define => define.ContainingType is not null).Select(CreateDefined),
            .. input.Callbacks.Select(callback => Create(callback, static () => [])),
        ];
        _created = [.. units.OfType<DeclarationUnit>()];
        Dictionary<string, DeclarationUnit> ofClasses = _created
            .Where(static unit => unit.Source is not CallbackDeclaration)
            .GroupBy(static unit => Key(unit.MemberClass) ?? "", StringComparer.Ordinal)
            .ToDictionary(static parts => parts.Key, static parts => parts.First(), StringComparer.Ordinal);
        Disposables =
        [
            .. input
                .Disposables.Select(disposable =>
                    guard.Run(GuardedStep.CreatedDisposables, disposable.Name, () => AddDisposable(disposable))
                )
                .OfType<DisposableType>(),
        ];

        // The scope of a class is nested in that of its containing class, which must be created first.
        foreach (DeclarationUnit unit in _created.OrderBy(static unit => unit.MemberClass?.Types.Count ?? 0))
        {
            Run(GuardedStep.UnitScopes, unit, unit => unit.Scope = CreateScope(unit));
        }

        foreach (DeclarationUnit unit in _created)
        {
            Run(GuardedStep.UnitNames, unit, AddNames);
        }

        foreach (DeclarationUnit unit in _created)
        {
            Run(GuardedStep.Includes, unit, AddIncludes);
        }

        foreach (DeclarationUnit unit in _created)
        {
            Bind(unit);
        }

        foreach (DeclarationUnit unit in _bound)
        {
            Run(GuardedStep.NamedDisposers, unit, Disposers.Add);
        }

        // The order in which the compiler finds attributes does not matter.
        foreach (
            OwningPrototype prototype in input
                .OwningPrototypes.OrderBy(static prototype => prototype.ContainingType.MetadataName, StringComparer.Ordinal)
                .ThenBy(static prototype => string.Join(",", prototype.Texts), StringComparer.Ordinal)
        )
        {
            guard.TryRun(
                GuardedStep.NamedDisposers,
                prototype.ContainingType.MetadataName,
                () => Disposers.Add(prototype, new TypeScope(FindScope(prototype.ContainingType)))
            );
        }

        Selection = new DeclarationSelection(_bound, structs, Disposers, guard);
        Types = new GeneratedTypes(Selection, Disposers);
        foreach (DeclarationUnit unit in _bound)
        {
            Run(GuardedStep.GeneratedTypes, unit, Types.Add);
        }

        Units = [.. _created.Where(unit => !_failed.Contains(unit))];

        // The type belongs to the unit of its class, wherever the attribute is.
        DisposableType AddDisposable(DisposableDeclaration declaration)
        {
            string key = Key(declaration.ContainingType) ?? "";
            if (!ofClasses.TryGetValue(key, out DeclarationUnit? unit))
            {
                unit = new DeclarationUnit(
                    new DefineDeclaration(declaration.ContainingType, LibraryDeclaration.Process, default),
                    [],
                    root
                );
                _created.Add(unit);
                ofClasses.Add(key, unit);
            }

            DisposableType disposable = new(declaration, unit);
            unit.Disposables.Add(disposable);
            return disposable;
        }

        DeclarationUnit? CreateDefined(DefineDeclaration define) =>
            Create(define, () => [.. SourceText.CreateAll(define.Texts).Select(Parser.ParseTranslationUnit)]);

        DeclarationUnit? Create(UnitDeclaration source, Func<ImmutableArray<ParseResult<TranslationUnitSyntax>>> parse) =>
            guard.Run(GuardedStep.CreatedUnits, source.DisplayName, () => new DeclarationUnit(source, parse(), root));
    }

    /// <summary>
    /// The units of the assembly, of files, of classes and of the user's delegates, in this order; then those that only declare
    /// disposable types.
    /// </summary>
    public ImmutableArray<DeclarationUnit> Units { get; }

    public ImmutableArray<DisposableType> Disposables { get; }

    public NamedDisposers Disposers { get; } = new();

    public DeclarationSelection Selection { get; }

    public GeneratedTypes Types { get; }

    public DeclarationUnit? FindFile(ContainingType type) =>
        _files.TryGetValue(Key(type, type.Types.Count), out DeclarationUnit? unit) ? unit : null;

    /// <summary>Returns the scope of the class, of its nearest containing class with declarations, or of the assembly.</summary>
    public TypeScope FindScope(ContainingType type)
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

    private static string? Key(ContainingType? type) => type is null ? null : Key(type, type.Types.Count);

    private static string Key(ContainingType type, int count) =>
        type.Namespace + "|" + string.Join("+", type.Types.Take(count).Select(static header => header.MetadataName));

    private TypeScope CreateScope(DeclarationUnit unit)
    {
        if (unit.MemberClass is not { } type)
        {
            return _assembly;
        }

        // A scope for another part of the same class is nested in that of the earlier parts.
        TypeScope scope = new(FindScope(type));
        _classScopes[Key(type, type.Types.Count)] = scope;
        if (unit.Source is KoffiFile)
        {
            _files[Key(type, type.Types.Count)] = unit;
        }

        return scope;
    }

    /// <summary>Runs a step for a unit, unless an earlier step has failed for it.</summary>
    private void Run(GuardedStep step, DeclarationUnit unit, Action<DeclarationUnit> run)
    {
        if (!_failed.Contains(unit) && !_guard.TryRun(step, unit.Source.DisplayName, () => run(unit)))
        {
            _failed.Add(unit);
        }
    }

    private void AddNames(DeclarationUnit unit)
    {
        _project.Add(unit);
        foreach (DisposableType disposable in unit.Disposables)
        {
            _guard.TryRun(
                GuardedStep.DeferredDisposables,
                disposable.Name,
                () => disposable.Defer(unit.Scope, unit.MemberClass is { } type ? FindScope(type) : _assembly)
            );
        }
    }

    private void AddIncludes(DeclarationUnit unit)
    {
        foreach (ParseResult<TranslationUnitSyntax> parsed in unit.Trees)
        {
            foreach (IncludeDirectiveSyntax include in parsed.Root.Declarations.OfType<IncludeDirectiveSyntax>())
            {
                if (FindIncluded(unit, include.File.Text) is { } included)
                {
                    unit.Scope.Include(included.Scope);
                    unit.Includes.Add(included);
                }
                else
                {
                    string name = include.File.Text.Substring(include.File.Text.LastIndexOfAny(['/', '\\']) + 1);
                    unit.Report(
                        DirectiveRules.IncludeNotFound,
                        parsed.Text.Locate(include.File.Span),
                        include.File.Text,
                        Suggestion.Ask(
                            name,
                            _created.Select(static known => known.Source).OfType<KoffiFile>().Select(static file => file.FileName),
                            " Correct the name, or add the file to the project."
                        )
                    );
                }
            }
        }
    }

    /// <summary>
    /// Finds an included file as C compilers do: first relative to the including file, then any file of the project whose path ends with
    /// the given path.
    /// </summary>
    private DeclarationUnit? FindIncluded(DeclarationUnit unit, string path)
    {
        string wanted = Normalize(path);
        if (unit.Source is KoffiFile { Path: var own })
        {
            string folder = own.Replace('\\', '/');
            string beside = Normalize(folder.Substring(0, folder.LastIndexOf('/') + 1) + wanted);
            if (_created.FirstOrDefault(known => known.Source is KoffiFile file && Normalize(file.Path) == beside) is { } neighbour)
            {
                return neighbour;
            }
        }

        return _created.FirstOrDefault(known =>
            known.Source is KoffiFile file && ("/" + Normalize(file.Path)).EndsWith("/" + wanted, StringComparison.Ordinal)
        );
    }

    private static string Normalize(string path)
    {
        List<string> parts = [];
        foreach (string part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }

    private void Bind(DeclarationUnit unit)
    {
        if (unit.IsBound)
        {
            return;
        }

        // Files may include each other. As in C, the one that is bound first does not see the declarations of the other.
        unit.IsBound = true;
        foreach (DeclarationUnit included in unit.Includes)
        {
            Bind(included);
        }

        Run(GuardedStep.Units, unit, static unit => unit.Bind());
        if (!_failed.Contains(unit))
        {
            _bound.Add(unit);
        }
    }
}
