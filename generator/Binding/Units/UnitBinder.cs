using System.Collections.Immutable;
using System.Globalization;
using KoffiGen.Binding.Callbacks;
using KoffiGen.Binding.Structs;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding.Units;

/// <summary>The result of binding one unit: the model, and the diagnostics in addition to those of its declarations.</summary>
internal sealed record BoundUnit(UnitModel Model, ImmutableArray<BindingDiagnostic> Diagnostics);

/// <summary>Binds the functions, constants and variables of a unit to members of its class, and its types to C# types.</summary>
internal sealed partial class UnitBinder
{
    private readonly DeclarationUnit _unit;
    private readonly TypeEnvironment _environment;
    private readonly DiagnosticCollector _diagnostics = new();
    private readonly List<BindingDiagnostic> _declarationDiagnostics = [];
    private readonly List<ConstantModel> _constants = [];
    private readonly List<VariableModel> _variables = [];
    private readonly List<ImportModel> _imports = [];

    private const string UnknownTargetAdvice = " Correct or remove the name.";

    /// <summary>The C# names of the class members, with their C names.</summary>
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private readonly Guard _guard;

    private readonly FunctionTypeUses _uses;

    private UnitBinder(DeclarationUnit unit, TypeEnvironment environment, FunctionTypeUses uses, Guard guard)
    {
        _uses = uses;
        _unit = unit;
        _environment = environment;
        _guard = guard;
    }

    /// <summary>Binds the unit; returns <see langword="null"/> if that fails. A member that fails is omitted.</summary>
    public static BoundUnit? Bind(
        DeclarationUnit unit,
        TypeEnvironment environment,
        FunctionTypeUses uses,
        bool allowsUnsafe,
        Guard guard
    ) =>
        guard.Run(GuardedStep.BoundUnits, unit.Source.DisplayName, () => new UnitBinder(unit, environment, uses, guard).Bind(allowsUnsafe));

    private BoundUnit Bind(bool allowsUnsafe)
    {
        BlittableStandInTable standIns = new(_unit.MemberClass);
        IEnumerable<string> otherMembers = _unit
            .Declarations.Where(static declaration => declaration.Kind is BoundDeclarationKind.Variable or BoundDeclarationKind.Constant)
            .Select(declaration => WriteName(declaration.Name));
        ImportBinder? calls = _unit.MemberClass is { } type ? new ImportBinder(type, _environment, standIns, _guard, otherMembers) : null;
        foreach (BoundDeclaration declaration in _unit.Declarations)
        {
            _guard.TryRun(GuardedStep.Members, $"{_unit.Source.DisplayName}: {declaration.Name}", () => BindMember(declaration, calls));
        }

        CheckDirectives();
        CheckCallbacks();
        if (_unit.Source is CallbackDeclaration callback)
        {
            CheckCallback(callback, standIns);
        }

        _declarationDiagnostics.AddRange(StructDiagnostics.Of(_unit, _environment));
        bool hasMembers = _constants.Count + _variables.Count + _imports.Count > 0;
        ImportClassModel? members =
            _unit.MemberClass is { } container && hasMembers
                ? calls!.CreateClass(_unit.Library, _imports, allowsUnsafe) with
                {
                    ContainingType = container,
                    DeclaresInstance =
                        _imports.Any(static import => !import.Method.IsStatic) && _unit.Source is DefineDeclaration { HasImports: false },
                    Constants = _constants.ToEquatableArray(),
                    Variables = (
                        allowsUnsafe ? _variables : _variables.Select(static variable => variable.WithoutAccess())
                    ).ToEquatableArray(),
                }
                : null;

        // Several functions may report the same part of the typedef that declares them.
        ImmutableArray<BindingDiagnostic> diagnostics =
        [
            .. _diagnostics
                .ToImmutable()
                .Concat(_declarationDiagnostics)
                .Distinct()
                .Where(diagnostic =>
                    diagnostic.Location is not { } location || !_unit.Directives.Suppressions.IsDisabled(diagnostic.Rule.Id, location)
                ),
        ];
        return new BoundUnit(
            new UnitModel(_unit.Source.DisplayName, TypesBinder.Bind(_unit, _environment, _uses, standIns, allowsUnsafe), members)
            {
                BlittableStandIns = standIns.StandIns,
            },
            diagnostics
        );
    }

    private void BindMember(BoundDeclaration declaration, ImportBinder? calls)
    {
        switch (declaration.Kind)
        {
            case BoundDeclarationKind.Constant when Keeps(declaration.Name) && declaration.Value is { } value:
                AddConstant(declaration.Name, value, declaration, declaration.Documentation);
                break;

            // The enumerators of an unnamed enum have no C# enum, so they become constants.
            case BoundDeclarationKind.Enum
                when declaration.Type.Type.Canonical is EnumType { Tag: null } enumeration
                    && _environment.FindGenerated(enumeration) is null:
                BasicType type = EnumFacts.GetCompatibleType(enumeration, TargetAbi.LinuxX64);
                bool isInt =
                    enumeration.FixedUnderlyingType is null
                    && enumeration.Enumerators.All(static enumerator =>
                        !enumerator.IsUnsigned && enumerator.Value is >= int.MinValue and <= int.MaxValue
                    );
                foreach (Enumerator enumerator in enumeration.Enumerators.Where(enumerator => Keeps(enumerator.Name)))
                {
                    ConstantValue value = new(ConstantKind.Integer, isInt ? BasicType.Get(BasicTypeKind.Int32) : type, enumerator.Value);
                    AddConstant(enumerator.Name, value, declaration, enumerator.Documentation);
                }

                break;

            case BoundDeclarationKind.Function
            or BoundDeclarationKind.Variable when Keeps(declaration.Name) && calls is null:
                Report(declaration, DirectiveRules.NoClass, declaration.Name);
                break;

            // The reason is already reported for the declaration.
            case BoundDeclarationKind.Function
            or BoundDeclarationKind.Variable when _environment.Selection.IsUnbound(_unit, declaration):
                break;

            case BoundDeclarationKind.Variable when Keeps(declaration.Name):
                AddVariable(declaration, calls!);
                break;

            case BoundDeclarationKind.Function when Keeps(declaration.Name):
                AddFunction(declaration, calls!);
                break;
        }

        bool Keeps(string member) => _environment.Selection.Keeps(_unit, member);
    }

    private void AddConstant(string cName, ConstantValue value, BoundDeclaration declaration, string? documentation)
    {
        // Constants that an attribute of the assembly declares can be used only in types, because no class contains them.
        if (
            _unit.MemberClass is not null
            && ConstantBinder.Bind(WriteName(cName), value, cName, documentation) is { } constant
            && TakeName(declaration, cName)
        )
        {
            _constants.Add(constant);
        }
    }

    private void AddVariable(BoundDeclaration declaration, ImportBinder calls)
    {
        string written = CTypeWriter.WriteDeclaration(declaration.Type, declaration.Name);
        if (new VariableBinder(calls.Matcher).Default(declaration.Type) is not { } form)
        {
            if (declaration.Type.Type.Canonical is not ErrorType)
            {
                Report(declaration, DirectiveRules.UnsupportedVariable, declaration.Type.ToString());
            }

            return;
        }

        if (!TakeName(declaration, declaration.Name))
        {
            return;
        }

        bool isPublic = _unit.IsPublic && _environment.IsPublic(declaration.Type.Type);
        _variables.Add(
            new VariableModel(
                TargetBinder.BindVariable(declaration.Name),
                (isPublic ? "public" : "internal") + " static",
                WriteName(declaration.Name),
                form,
                "extern " + written
            )
            {
                DeclaresProperty = true,
                Documentation = declaration.Documentation,
            }
        );
    }

    private void AddFunction(BoundDeclaration declaration, ImportBinder calls)
    {
        // A function that cannot be bound does not occupy a name.
        if (_environment.Selection.Binds(_unit, declaration) && !TakeName(declaration, declaration.Name))
        {
            return;
        }

        FunctionType type = (FunctionType)declaration.Type.Type.Canonical;
        UnitDirectives directives = _unit.Directives;
        DirectiveName? owned = directives.Owned.Find(declaration.Name);
        if (owned is not null)
        {
            type = OwnershipBinder.Own(type);
        }

        ImportAttribute import = new(new EquatableArray<string>([WriteDeclaration(declaration)]))
        {
            MethodName = WriteName(declaration.Name).TrimStart('@'),
            IsOptional = directives.Optional.Find(declaration.Name) is not null,
            CapturesLastError = directives.LastError.Find(declaration.Name) is not null,
            WaitsForCalls = directives.WaitsForCalls.Find(declaration.Name) is not null,
            IsAsynchronous = directives
                .Asynchronous.FindAll(declaration.Name)
                .Any(index => Applies(directives.Asynchronous[index], CanBeAsynchronous(type))),
            Dispatch = directives.Dispatch ?? (_unit.Source as DefineDeclaration)?.Dispatch,
            ThrowOn = directives
                .ThrowOn.FindAll(declaration.Name)
                .LastOrDefault(item => Applies(item.Name, CanThrow(type, item.Value)))
                .Value,
        };
        BoundFunction function = new(declaration.Name, declaration.NameLocation, type) { Documentation = declaration.Documentation };
        BoundImport bound = calls.BindGenerated(import, function);
        _imports.AddRange(bound.Methods);

        _declarationDiagnostics.AddRange(
            bound.Diagnostics.Select(diagnostic => Place(_unit.Weigh(diagnostic, NameKind.Function, declaration.Name)))
        );

        // A function of a unit has no attribute to report a diagnostic at, so its directive or its name is used.
        BindingDiagnostic Place(BindingDiagnostic diagnostic) =>
            owned is { Location.Span.Length: > 0 } directive && diagnostic.Rule == OwnershipRules.StructWithoutDisposer
                ? diagnostic with
                {
                    Location = directive.Location,
                }
            : diagnostic.Location is { } location && location.Span != default ? diagnostic
            : diagnostic with { Site = DiagnosticSite.Text, Location = declaration.NameLocation };

        // A pattern applies to the functions that it can apply to. An exact name of another function is a mistake, which is reported.
        static bool Applies(DirectiveName directive, bool isApplicable) => isApplicable || !directive.IsPattern;
    }

    // Each of several declarators is written on its own, without the others.
    private static string WriteDeclaration(BoundDeclaration declaration) =>
        declaration is { Location: { } location, IsOneOfSeveral: false }
            ? location.Text.Content.Substring(location.Span.Start, location.Span.Length).TrimEnd(';', ' ')
            : CTypeWriter.WriteDeclaration(declaration.Type, declaration.Name);

    private string WriteName(string cName) => _unit.Directives.Names.Apply(cName);

    /// <summary>Reserves the C# name of the member, unless the class or another member has it, which is reported.</summary>
    private bool TakeName(BoundDeclaration declaration, string cName)
    {
        string name = WriteName(cName);
        bool isClass = name == _unit.MemberClass!.Innermost.Name;
        if (isClass || _names.ContainsKey(name))
        {
            Report(declaration, DirectiveRules.NameTaken, cName, name, isClass ? "the class" : $"'{_names[name]}'");
            return false;
        }

        _names.Add(name, cName);
        return true;
    }

    /// <summary>Checks a user's delegate against its function type.</summary>
    private void CheckCallback(CallbackDeclaration callback, BlittableStandInTable standIns)
    {
        if (callback.Slots is { } slots && !CallbackOptions.IsValid(slots))
        {
            _diagnostics.ReportArgument(
                CallbackRules.InvalidOption,
                "Slots",
                slots.ToString(CultureInfo.InvariantCulture),
                "Slots",
                $"a number from 1 to {CallbackOptions.MaximumSlots}"
            );
        }

        if (!CallbackOptions.IsValid((CallbackPolicy)callback.OnException))
        {
            _diagnostics.ReportArgument(
                CallbackRules.InvalidOption,
                "OnException",
                callback.OnException.ToString(CultureInfo.InvariantCulture),
                "OnException",
                "a member of 'KoffiCallbackPolicy'"
            );
        }

        // An invalid prototype, or an invalid declaration that it uses, is already reported.
        if (
            _environment.Selection.FindDiagnostics(_unit).Any(static diagnostic => diagnostic.Severity == RuleSeverity.Error)
            || _unit.Declarations is not [{ Type.Type.Canonical: FunctionType function }, ..]
            || function
                .Parameters.Select(static parameter => parameter.Type)
                .Append(function.ReturnType)
                .Any(static type => type.Type.Canonical is ErrorType)
        )
        {
            return;
        }

        TypeMatcher types = new(_environment, standIns);
        string name = callback.Name.TrimStart('@');
        if (callback.Slots is not null && HasContext(function))
        {
            _diagnostics.ReportArgument(CallbackRules.SlotsWithContext, "Slots", name);
        }

        string? obstacle =
            callback.Obstacle
            ?? CallbackObstacles.Find(function, types)
            ?? (callback.Signature is null ? "its own signature contains a delegate. Use a function pointer or 'nint' instead." : null);
        if (obstacle is not null)
        {
            _diagnostics.Report(CallbackRules.NotCallable, DiagnosticSite.Name, name, obstacle);
            return;
        }

        CSharpType type = new CSharpType.Named(new QualifiedName(null, name));
        string declaration = CTypeWriter.WriteDeclaration(function, _unit.CallbackName!);
        new CallbackBinder(types, function).Bind(callback.Signature!, type, declaration, out CallbackMismatch? mismatch);
        if (mismatch is not null)
        {
            BindingDiagnostic diagnostic = MismatchDiagnostics.Find(mismatch.Reason, mismatch.Site, _unit.CallbackName!)!;
            _diagnostics.Add(diagnostic with { ParameterIndex = mismatch.Index });
        }

        foreach ((int position, CParameter text) in UnterminatedText.FindStrings(function, callback.Signature!))
        {
            _diagnostics.ReportParameter(CallbackRules.UnterminatedText, position, UnterminatedText.Explain(text, types));
        }
    }

    // Only generated delegates are checked here: a user's delegate states how its parameters are used.
    private void CheckCallbacks()
    {
        TypeMatcher types = new(_environment, new BlittableStandInTable(_unit.MemberClass));
        foreach (
            NamedFunction pointer in _environment
                .Types.FunctionPointersOf(_unit)
                .Where(static pointer => pointer.Generated is { DelegateName: not null, OwnDelegate: null })
        )
        {
            GeneratedDelegates.Check(pointer.Type, types, _diagnostics, pointer.Location);
        }
    }

    private static bool HasContext(FunctionType function) => ContextParameters.FindReceived(function) != ContextParameters.None;

    private void Report(BoundDeclaration declaration, DiagnosticRule rule, params string[] arguments) =>
        _declarationDiagnostics.Add(
            _unit.Weigh(
                new BindingDiagnostic(rule, declaration.NameLocation, new EquatableArray<string>(arguments)),
                declaration.Kind == BoundDeclarationKind.Function ? NameKind.Function : NameKind.Other,
                declaration.Name
            )
        );
}
