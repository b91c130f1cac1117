using System.Collections.Immutable;
using KoffiGen.Binding.Callbacks;
using KoffiGen.Binding.Calls;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Text;

namespace KoffiGen.Binding;

/// <summary>The result of binding one attribute: the generated methods and the diagnostics.</summary>
internal sealed record BoundImport(EquatableArray<ImportModel> Methods, ImmutableArray<BindingDiagnostic> Diagnostics);

/// <summary>
/// Binds the imports of a class: first the prototype to a C function, then the C# signature to that function. The generator uses the
/// models and the analyzers use the diagnostics, so both always agree.
/// </summary>
internal sealed partial class ImportBinder
{
    private readonly TypeEnvironment _environment;
    private readonly ContainingType _type;
    private readonly ClassTypes _types;
    private readonly Dictionary<string, HandleModel> _handles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (FunctionType Type, FunctionPointerModel? Model)> _functionPointers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _signatures = new(StringComparer.Ordinal);
    private readonly HashSet<string> _otherMembers;
    private readonly TypeScope _scope;
    private readonly CallbackThunksTable _thunks;
    private readonly AvailabilityProperties _availability = new();
    private readonly Guard _guard;

    /// <param name="standIns">The blittable stand-ins of the file of the class.</param>
    /// <param name="guard">The guard that collects the imports that fail.</param>
    /// <param name="otherMembers">The names of the class's members that are not methods.</param>
    public ImportBinder(
        ContainingType type,
        TypeEnvironment environment,
        BlittableStandInTable standIns,
        Guard guard,
        IEnumerable<string>? otherMembers = null
    )
    {
        _otherMembers = new HashSet<string>(otherMembers ?? [], StringComparer.Ordinal);
        _type = type;
        _environment = environment;
        _guard = guard;
        if (type.Innermost is { IsInstanceLibrary: true, HasDispose: false })
        {
            // KoffiGen generates Dispose, so no import can have its signature.
            _signatures.Add(Signature(new MethodDeclaration("Dispose", CSharpType.Void, default)));
        }

        _types = new ClassTypes(environment);
        _thunks = new CallbackThunksTable(type);
        Matcher = new TypeMatcher(_types, standIns, _thunks);
        _scope = environment.CreateScope(type, _types.FindByCName);
    }

    /// <summary>The matcher of the types that the imports of the class may use.</summary>
    public TypeMatcher Matcher { get; }

    /// <summary>Returns the class with these methods and with the types that their prototypes and signatures declare.</summary>
    public ImportClassModel CreateClass(LibraryDeclaration library, IEnumerable<ImportModel> methods, bool allowsUnsafe)
    {
        ImportModel[] all = [.. methods];
        foreach (ImportModel method in all)
        {
            _availability.Reserve(method.Method.Name);
        }

        return new ImportClassModel(_type, library)
        {
            // Without unsafe code there is no call: the methods throw, and the analyzers report why.
            Imports = all.Select(method =>
                    method with
                    {
                        Call = allowsUnsafe ? method.Call : null,
                        AvailabilityProperty = allowsUnsafe && method.IsOptional ? _availability.Add(method.Method.Name) : null,
                    }
                )
                .ToEquatableArray(),
            DeclaresInstance = _type.Innermost.IsInstanceLibrary && all.Any(static method => !method.Method.IsStatic),
            Callbacks = allowsUnsafe ? _thunks.Thunks : default,
            Handles = _handles.Values.ToEquatableArray(),
            FunctionPointers = _functionPointers
                .Values.Select(pointer => allowsUnsafe ? pointer.Model! : pointer.Model!.WithoutCalls())
                .ToEquatableArray(),
        };
    }

    /// <summary>Binds an import to a partial method. If binding fails, the method throws.</summary>
    public BoundImport BindMethod(MethodImport import) =>
        _guard.Run(GuardedStep.Imports, $"{_type.MetadataName}.{import.Method.Name}", () => BindGuarded(import))
        ?? new BoundImport(new EquatableArray<ImportModel>([CreatePlaceholder(import)]), []);

    private BoundImport BindGuarded(MethodImport import)
    {
        DiagnosticCollector diagnostics = new();
        MethodDeclaration method = import.Method;
        _types.SetSignature(method.Types);
        if (!method.IsPartial)
        {
            diagnostics.Report(ProjectRules.MethodNotPartial, DiagnosticSite.Attribute, method.Name);
            return new BoundImport(default, diagnostics.ToImmutable());
        }

        if (IsOtherMember(method.Name))
        {
            diagnostics.Report(SignatureRules.DuplicateMethod, DiagnosticSite.Name, method.Name, "Give the method");
        }

        if (!method.IsStatic && !_type.Innermost.IsInstanceLibrary)
        {
            diagnostics.Report(ProjectRules.InstanceMethod, DiagnosticSite.Name, method.Name);
        }

        if (import.Import.IsAsynchronous)
        {
            diagnostics.ReportArgument(AsynchronousRules.AsyncOnMethod, "Async", method.Name);
        }

        if (import.Import.MethodName is not null)
        {
            diagnostics.ReportArgument(SignatureRules.MethodNameOnMethod, "MethodName");
        }

        CallModel? call = null;
        if (BindFunction(import.Import, diagnostics) is { } function)
        {
            DeclareTypes(import.Import, function, method, diagnostics);
            method = new GeneratedNameResolver(_environment, _type.QualifiedName, function.Type).Rewrite(method);
            call = new CallBinder(Matcher, import.Import, function, _type.QualifiedName, diagnostics).Bind(method);
            call = call is null ? null : CheckDisposers(call, function, diagnostics);
        }

        // An error that was reported before the call was bound also makes the call invalid.
        ImportModel model = new(PrototypeText(import.Import), method, DeclaresMethod: false)
        {
            Call = diagnostics.HasErrors ? null : call,
            IsOptional = import.Import.IsOptional && !diagnostics.HasErrors && call is not null,
        };
        return new BoundImport(new EquatableArray<ImportModel>([model]), diagnostics.ToImmutable());
    }

    /// <summary>
    /// Returns the call; <see langword="null"/> if it transfers memory that the library of the instance cannot free, which is reported.
    /// </summary>
    private static CallModel? CheckDisposers(CallModel call, BoundFunction function, DiagnosticCollector diagnostics)
    {
        if (!call.Target.IsInInstanceLibrary)
        {
            return call;
        }

        if (
            call.Result.FreesMembers
            || call.Arguments.Any(static argument =>
                argument is ConvertedOutput { FreesMembers: true } or ManagedFormArgument { FreesMembers: true }
            )
        )
        {
            diagnostics.Report(ProjectRules.SharedDisposer, DiagnosticSite.Attribute, function.Name, "the memory of struct members");
            return null;
        }

        // Memory that is transferred through a function pointer or a callback is freed without access to the instance and its library.
        if (
            function
                .Type.Parameters.Select(static parameter => parameter.Type)
                .Append(function.Type.ReturnType)
                .Select(static type => FindFunction(type.Type))
                .FirstOrDefault(static type => type is not null && TransfersOwnership(type)) is
            { } pointer
        )
        {
            diagnostics.Report(
                ProjectRules.SharedDisposer,
                DiagnosticSite.Attribute,
                function.Name,
                $"memory through '{CTypeWriter.WriteDeclaration(pointer, "").Trim()}'"
            );
            return null;
        }

        return call;

        static FunctionType? FindFunction(CType type) =>
            type.Canonical switch
            {
                FunctionType found => found,
                PointerType pointer => FindFunction(pointer.Pointee.Type),
                _ => null,
            };

        static bool TransfersOwnership(FunctionType type) =>
            type.Parameters.Select(static parameter => parameter.Type).Append(type.ReturnType).Any(static type => Owns(type.Type));

        static bool Owns(CType type) =>
            type.Canonical is PointerType pointer && (pointer.Ownership is { Library: null, Foreign: null } || Owns(pointer.Pointee.Type));
    }

    /// <summary>Binds an import of a class, for which the method is generated.</summary>
    public BoundImport BindGenerated(ImportAttribute import) =>
        _guard.Run(GuardedStep.Imports, import, failed => $"{_type.MetadataName}: {PrototypeText(failed)}", BindGuarded)
        ?? new BoundImport(default, []);

    private BoundImport BindGuarded(ImportAttribute import)
    {
        DiagnosticCollector diagnostics = new();
        _types.SetSignature([]);
        return BindFunction(import, diagnostics) is { } function
            ? BindGenerated(import, function, diagnostics)
            : new BoundImport(default, diagnostics.ToImmutable());
    }

    /// <summary>Binds a function that a unit declares, for which the method is generated.</summary>
    /// <param name="import">The options of the import, with the declaration for the documentation of the method.</param>
    public BoundImport BindGenerated(ImportAttribute import, BoundFunction function) =>
        BindGenerated(import, function, new DiagnosticCollector());

    private BoundImport BindGenerated(ImportAttribute import, BoundFunction function, DiagnosticCollector diagnostics)
    {
        DeclareTypes(import, function, null, diagnostics);
        bool isPublic =
            _type.Innermost.IsPublic
            && function
                .Type.Parameters.Select(static parameter => parameter.Type)
                .Append(function.Type.ReturnType)
                .All(type => _environment.IsPublic(type.Type));
        CallBinder calls = new(Matcher, import, function, _type.QualifiedName, diagnostics);
        if (
            calls.CreateDefault(
                CSharpIdentifier.Escape(CSharpIdentifier.Sanitize(import.MethodName ?? function.Name)),
                (isPublic ? "public" : "internal") + (_type.Innermost.IsInstanceLibrary ? "" : " static")
            )
            is not { } method
        )
        {
            return new BoundImport(default, diagnostics.ToImmutable());
        }

        ImportModel[] methods =
        [
            .. calls.BindOverloads(
                method,
                PrototypeText(import),
                candidate => IsFree(candidate, isOptional: !ReferenceEquals(candidate, method))
            ),
        ];
        if (import.IsOptional && methods.Length > 0)
        {
            methods[0] = methods[0] with { IsOptional = true };
        }

        IEnumerable<ImportModel> asynchronous = import.IsAsynchronous
            ? calls.BindAsynchronous(methods, candidate => IsFree(candidate, isOptional: false))
            : [];
        EquatableArray<ImportModel> all = methods
            .Concat(asynchronous)
            .Select(bound => bound with { Call = CheckDisposers(bound.Call!, function, diagnostics) })
            .ToEquatableArray();
        return new BoundImport(all, diagnostics.ToImmutable());

        bool IsFree(MethodDeclaration candidate, bool isOptional)
        {
            if (!IsOtherMember(candidate.Name) && _signatures.Add(Signature(candidate)))
            {
                return true;
            }

            // An overload may equal another import, which takes precedence.
            if (!isOptional)
            {
                diagnostics.Report(
                    SignatureRules.DuplicateMethod,
                    DiagnosticSite.Attribute,
                    candidate.Name,
                    "Set 'MethodName' to give this method"
                );
            }

            return false;
        }
    }

    // In C, a function and a struct can have the same name, such as stat; in C#, they cannot.
    private bool IsOtherMember(string name) =>
        name == _type.Innermost.Name
        || _otherMembers.Contains(name)
        || (CSharpIdentifier.AccessedProperty(name) is { } property && _otherMembers.Contains(property))
        || _environment.Types.IsNestedIn(_type, name)
        || _types.Generated.Any(type =>
            type.Container == _type.QualifiedName
            && (type.Name == name || type.DelegateName == name || (type.Disposal is not null && type.HandleName == name))
        );

    /// <summary>Returns the signature, which must be unique in a class.</summary>
    public static string Signature(MethodDeclaration method) =>
        method.Name
        + "`"
        + method.TypeParameters.Length
        + "("
        + string.Join(
            ",",
            method.Parameters.Select(static parameter =>
                (parameter.RefKind == ByRefKind.None ? "" : "&") + parameter.Type.WithoutNullable.Text
            )
        )
        + ")";

    private BoundFunction? BindFunction(ImportAttribute import, DiagnosticCollector diagnostics)
    {
        CallingConvention convention = import.Convention is { } named ? CallingConventions.Find(named) : CallingConvention.Default;
        if (import.Convention is { } written && convention == CallingConvention.Default)
        {
            diagnostics.ReportArgument(SignatureRules.UnknownConvention, "Convention", written, CallingConventions.DisplayList);
        }

        PrototypeBinder binder = new(_scope, diagnostics);
        BoundFunction? function = binder.BindImport(import, convention);
        foreach (DeclarationSite site in binder.Sites)
        {
            AddDiagnostics(site, diagnostics);
        }

        if (function is not null)
        {
            ReportLeftOut(function, diagnostics);
        }

        return diagnostics.HasErrors ? null : function;
    }

    /// <summary>Reports the types of the prototype that a file omits, because no type would be generated for them.</summary>
    private void ReportLeftOut(BoundFunction function, DiagnosticCollector diagnostics)
    {
        ReportLeftOut(function.Type.ReturnType.Type, function.NameLocation, diagnostics);
        foreach (CParameter parameter in function.Type.Parameters)
        {
            ReportLeftOut(parameter.Type.Type, function.LocateSpecifiers(parameter), diagnostics);
        }
    }

    private void ReportLeftOut(CType type, SourceLocation location, DiagnosticCollector diagnostics)
    {
        if (_environment.Selection.FindLeftOut(type) is var (unit, name, exclusion))
        {
            string advice = exclusion is { } written
                ? $"Change '{written.Write("exclude")}' so that it keeps '{name}'."
                : $"Add '{name}' to the 'include' there.";
            diagnostics.Report(DirectiveRules.LeftOutTypeNeeded, location, name, unit.Source.DisplayName, advice);
        }
    }

    /// <summary>
    /// Reports the diagnostics of a declaration in one of the attribute's strings, and of the declarations that it uses.
    /// </summary>
    private void AddDiagnostics(DeclarationSite site, DiagnosticCollector diagnostics)
    {
        diagnostics.Add(site.Diagnostics.ToImmutable());
        _environment.Selection.ReportWrongUses(site, diagnostics);
    }

    /// <summary>Returns the declaration on one line.</summary>
    private static string PrototypeText(ImportAttribute import)
    {
        string text = import.IsClassic
            ? $"{import.Texts[1]} {(import.Convention is { } convention ? convention + " " : "")}{import.Texts[0]}"
                + $"({string.Join(", ", import.Texts.Skip(2))})"
            : DeclarationText.OnOneLine(import.Texts[0]);
        return string.Join(" ", text.Split([' ', '\t', '\r', '\n', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));
    }
}
