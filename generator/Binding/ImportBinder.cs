using System.Collections.Immutable;
using KoffiGen.Binding.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Syntax;
using KoffiGen.Types;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Binding;

/// <summary>What one attribute came to: the methods that it generates, and all that is wrong with it.</summary>
internal sealed record BoundImport(EquatableArray<ImportModel> Methods, ImmutableArray<BindingDiagnostic> Diagnostics);

/// <summary>
/// Binds the imports of a class: the prototype to a C function, and C's signature to C#'s. The generator takes the models, the analyzers take the
/// diagnostics: neither can know what the other doesn't.
/// </summary>
internal sealed partial class ImportBinder
{
    private readonly TypeEnvironment _environment;
    private readonly ContainingType _type;
    private readonly Dictionary<CType, GeneratedType> _ownTypes = [];
    private readonly Dictionary<string, HandleModel> _handles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ManagedType> _signatureTypes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _signatures = new(StringComparer.Ordinal);
    private readonly TypeScope _scope;
    private readonly TwinTable _twins;

    public ImportBinder(ContainingType type, TypeEnvironment environment)
    {
        _type = type;
        _environment = environment;
        _twins = new TwinTable(string.Join("_", type.Types.Select(static header => header.Name.TrimStart('@'))));
        _scope = environment.CreateScope(type, name => _signatureTypes.ContainsKey(name) ? new ForeignType(name) : null);
    }

    /// <summary>The whole class, as the generator writes it.</summary>
    public static ImportClassModel Bind(ImportClass imports, TypeEnvironment environment)
    {
        ImportBinder binder = new(imports.ContainingType, environment);
        List<ImportModel> methods = [];
        foreach (ImportAttribute import in imports.ClassImports)
        {
            methods.AddRange(binder.BindWhole(import).Methods);
        }

        foreach (MethodImport import in imports.MethodImports)
        {
            methods.AddRange(binder.BindMethod(import).Methods);
        }

        return binder.CreateClass(imports.Library.IsNamed ? imports.Library : environment.FindLibrary(imports.ContainingType) ?? imports.Library, methods, imports.AllowsUnsafe) with
        {
            HintName = imports.HintName,
            Variables = imports.Symbols.Where(static symbol => symbol.Property.IsDefinition).Select(symbol => binder.BindSymbol(symbol).Variable)
                .Select(variable => imports.AllowsUnsafe ? variable : variable with { IsPlaceholder = true }).ToEquatableArray(),
        };
    }

    /// <summary>The class with these methods, and with the types that their prototypes and signatures have brought.</summary>
    public ImportClassModel CreateClass(LibraryDeclaration library, IEnumerable<ImportModel> methods, bool allowsUnsafe)
    {
        // Overloads share the property that tells whether their function is there.
        HashSet<string> properties = new(StringComparer.Ordinal);
        return new ImportClassModel(_type, library)
        {
            // Without unsafe code there is no call to write: the methods throw, and the analyzers say why.
            Imports = methods.Select(method => !allowsUnsafe ? method with { Call = null, AvailabilityProperty = null }
                : method.AvailabilityProperty is { } property && !properties.Add(property) ? method with { AvailabilityProperty = null } : method).ToEquatableArray(),
            Handles = _handles.Values.ToEquatableArray(),
            Twins = _twins.Twins,
        };
    }

    /// <summary>An import on a partial method.</summary>
    public BoundImport BindMethod(MethodImport import)
    {
        DiagnosticCollector diagnostics = new();
        MethodDeclaration method = import.Method;
        _signatureTypes.Clear();
        foreach (ManagedType type in method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType))
        {
            AddSignatureType(type);
        }

        if (!method.IsPartial)
        {
            diagnostics.Report(ProjectRules.MethodNotPartial, DiagnosticSite.Attribute, method.Name);
            return new BoundImport(default, diagnostics.ToImmutable());
        }

        if (!method.IsStatic)
        {
            diagnostics.Report(ProjectRules.InstanceMethod, DiagnosticSite.Name, method.Name);
        }

        if (import.Import.MethodName is not null)
        {
            diagnostics.ReportArgument(SignatureRules.MethodNameOnMethod, "MethodName");
        }

        CallModel? call = null;
        if (BindFunction(import.Import, diagnostics) is { } function)
        {
            DeclareOpaqueTypes(function.Type, method);
            method = Qualify(method);
            call = BindCall(import.Import, function, method, diagnostics);
        }

        // Errors elsewhere than in the binding leave the call unsound, too.
        ImportModel model = new(PrototypeText(import.Import), method, IsGeneratedWhole: false)
        {
            Call = diagnostics.HasErrors ? null : call,
            AvailabilityProperty = import.Import.IsOptional && !diagnostics.HasErrors && call is not null ? AvailabilityProperty(method.Name) : null,
        };
        return new BoundImport(new EquatableArray<ImportModel>([model]), diagnostics.ToImmutable());
    }

    /// <summary>An import on a class: the method is made here.</summary>
    public BoundImport BindWhole(ImportAttribute import)
    {
        DiagnosticCollector diagnostics = new();
        _signatureTypes.Clear();
        return BindFunction(import, diagnostics) is { } function ? BindWhole(import, function, diagnostics) : new BoundImport(default, diagnostics.ToImmutable());
    }

    /// <summary>A function that is declared elsewhere: the method is made here.</summary>
    /// <param name="import">What is asked for besides; its text is for the reader of the generated code.</param>
    public BoundImport BindWhole(ImportAttribute import, BoundFunction function)
    {
        DiagnosticCollector diagnostics = new();
        if (function.Type.IsVariadic)
        {
            diagnostics.Report(SignatureRules.Variadic, DiagnosticSite.Text, function.TextIndex, function.NameSpan);
        }

        return diagnostics.HasErrors ? new BoundImport(default, diagnostics.ToImmutable()) : BindWhole(import, function, diagnostics);
    }

    private BoundImport BindWhole(ImportAttribute import, BoundFunction function, DiagnosticCollector diagnostics)
    {
        DeclareOpaqueTypes(function.Type, null);
        TypeMatcher types = CreateMatcher();
        ArgumentBinder arguments = new(types, import.EntryPoint ?? function.Name);
        List<ParameterDeclaration> parameters = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        for (int index = 0; index < function.Type.Parameters.Length; index++)
        {
            CParameter parameter = function.Type.Parameters[index];
            string name = parameter.Name is { } written ? CSharpIdentifier.Sanitize(written) : $"argument{index + 1}";
            while (!names.Add(name))
            {
                name += "_";
            }

            if (arguments.Default(parameter, name) is { } declared)
            {
                parameters.Add(declared);
            }
            else
            {
                diagnostics.ReportUnsupported(parameter.Type.Type, import.IsClassic ? index + 2 : function.TextIndex, TypeSpan(parameter, import.IsClassic));
            }
        }

        if (new ResultBinder(types, arguments).Default(function.Type.ReturnType.Type) is not { } result)
        {
            diagnostics.ReportUnsupported(function.Type.ReturnType.Type, import.IsClassic ? 1 : function.TextIndex, function.NameSpan);
            result = ManagedType.Void;
        }

        if (diagnostics.HasErrors)
        {
            return new BoundImport(default, diagnostics.ToImmutable());
        }

        parameters = [.. ParameterMap.CreateDefault(function.Type, parameters).Select(parameters)];
        bool isPublic = _type.Innermost.IsPublic && function.Type.Parameters.Select(static parameter => parameter.Type).Append(function.Type.ReturnType).All(type => _environment.IsPublic(type.Type));
        MethodDeclaration method = new(CSharpIdentifier.Escape(CSharpIdentifier.Sanitize(import.MethodName ?? function.Name)), result, parameters.ToEquatableArray())
        {
            Modifiers = (isPublic ? "public" : "internal") + " static",
            IsPartial = true,
            IsStatic = true,
        };
        List<ImportModel> methods = [];
        AddWhole(import, function, method, diagnostics, methods);
        if (!diagnostics.HasErrors)
        {
            if (GenericOverload(function.Type, method) is { } generic)
            {
                AddWhole(import with { IsOptional = false }, function, generic, diagnostics, methods);
            }
            else if (function.Type.Parameters.LastOrDefault() is { Direction: ParameterDirection.Out, IsOptional: true, Count: null })
            {
                AddWithoutLast(methods);
            }
        }

        return new BoundImport(methods.ToEquatableArray(), diagnostics.ToImmutable());
    }

    private void AddWhole(ImportAttribute import, BoundFunction function, MethodDeclaration method, DiagnosticCollector diagnostics, List<ImportModel> methods)
    {
        if (IsTypeName(method.Name) || !_signatures.Add(Signature(method)))
        {
            diagnostics.Report(SignatureRules.DuplicateMethod, DiagnosticSite.Attribute, method.Name);
            return;
        }

        if (BindCall(import, function, method, diagnostics) is { } call)
        {
            methods.Add(new ImportModel(PrototypeText(import), method, IsGeneratedWhole: true)
            {
                Call = call,
                Documentation = function.Documentation,
                AvailabilityProperty = import.IsOptional ? AvailabilityProperty(method.Name) : null,
            });
        }
    }

    // In C, stat is a function and a struct; in C#, one of the two needs another name.
    private bool IsTypeName(string name) =>
        name == _type.Innermost.Name || _environment.Types.IsNestedIn(_type, name) || _ownTypes.Values
            .Any(type => type.Owner == _type.QualifiedName + "." && (type.Name == name || (type.Disposal is not null && type.HandleName == name)));

    private static string Signature(MethodDeclaration method) =>
        method.Name + "`" + method.TypeParameters.Length + "(" + string.Join(",", method.Parameters.Select(static parameter => (parameter.RefKind == RefKind.None ? "" : "&") + parameter.Type.TextWithoutNullable)) + ")";

    // A trailing output that C lets be NULL may be left out in C#, unless another import has that signature.
    private void AddWithoutLast(List<ImportModel> methods)
    {
        ImportModel full = methods[0];
        MethodDeclaration method = full.Method with { Parameters = full.Method.Parameters.Take(full.Method.Parameters.Count - 1).ToEquatableArray() };
        if (full.Call is not { } call || !_signatures.Add(Signature(method)))
        {
            return;
        }

        ArgumentModel[] arguments = [.. call.Arguments];
        arguments[arguments.Length - 1] = new OmittedArgument("void*", "null");
        methods.Add(full with
        {
            Method = method,
            Call = call with { Arguments = new EquatableArray<ArgumentModel>(arguments) },
            AvailabilityProperty = null,
        });
    }

    /// <summary>The same method with a span of any unmanaged type for each <c>void *</c>.</summary>
    private static MethodDeclaration? GenericOverload(FunctionType function, MethodDeclaration method)
    {
        List<string> names = [];
        ParameterDeclaration[] parameters = [.. method.Parameters];
        ParameterMap map = ParameterMap.Match(function, method.Parameters)!;
        int count = function.Parameters.Count(static parameter => IsVoidPointer(parameter));
        for (int index = 0; index < function.Parameters.Length; index++)
        {
            CParameter parameter = function.Parameters[index];
            if (!IsVoidPointer(parameter))
            {
                continue;
            }

            string name = count == 1 ? "T" : $"T{names.Count + 1}";
            names.Add(name);
            ManagedType element = new(ManagedTypeKind.TypeParameter, name) { IsUnmanaged = true };
            ref ParameterDeclaration declared = ref parameters[map[index]];
            declared = declared with { Type = ArgumentBinder.Span(element, ArgumentBinder.IsReadOnly(parameter, (PointerType)parameter.Type.Type.Canonical)) };
        }

        return names.Count == 0
            ? null
            : method with
            {
                Parameters = new EquatableArray<ParameterDeclaration>(parameters),
                TypeParameters = $"<{string.Join(", ", names)}>",
                Constraints = string.Concat(names.Select(static name => $" where {name} : unmanaged")),
            };

        static bool IsVoidPointer(CParameter parameter) => parameter.Type.Type.Canonical is PointerType { Pointee.Type.Canonical: VoidType, Ownership: null };
    }

    private BoundFunction? BindFunction(ImportAttribute import, DiagnosticCollector diagnostics)
    {
        CallingConvention convention = CallingConvention.Default;
        if (import.Convention is { } written && !TryParseConvention(written, out convention))
        {
            diagnostics.ReportArgument(SignatureRules.UnknownConvention, "Convention", written);
        }

        BoundFunction? function = import.IsClassic ? BindClassic(import, convention, diagnostics) : BindPrototype(import, convention, diagnostics);
        if (function is { Type.IsVariadic: true })
        {
            diagnostics.Report(SignatureRules.Variadic, DiagnosticSite.Text, import.IsClassic ? import.Texts.Count - 1 : 0, function.NameSpan);
        }

        return diagnostics.HasErrors ? null : function;
    }

    private BoundFunction? BindPrototype(ImportAttribute import, CallingConvention convention, DiagnosticCollector diagnostics)
    {
        string text = import.Texts[0];
        string trimmed = text.Trim();
        if (trimmed.Length > 0 && text.IndexOf('(') < 0 && trimmed.All(static character => char.IsLetterOrDigit(character) || character is '_' or '$'))
        {
            diagnostics.Report(SignatureRules.MissingReturnType, DiagnosticSite.Text, 0, new SourceSpan(text.IndexOf(trimmed, StringComparison.Ordinal), trimmed.Length), trimmed);
            return null;
        }

        ParseResult<DeclarationSyntax> parsed = Parser.ParsePrototype(text);
        diagnostics.Add(parsed.Diagnostics, 0);
        DiagnosticBag bag = new();
        BoundFunction? function = parsed.IsSound ? new DeclarationBinder(_scope, bag).BindFunction(parsed.Root) : null;
        diagnostics.Add(bag.ToImmutable(), 0);
        if (function is { Name.Length: 0 })
        {
            diagnostics.Report(SignatureRules.MissingName, DiagnosticSite.Text, 0, parsed.Root.Span);
        }

        return function is not null && convention != CallingConvention.Default && function.Type.Convention == CallingConvention.Default
            ? function with { Type = new FunctionType(function.Type.ReturnType, function.Type.Parameters, function.Type.IsVariadic, convention) }
            : function;
    }

    private BoundFunction? BindClassic(ImportAttribute import, CallingConvention convention, DiagnosticCollector diagnostics)
    {
        string name = import.Texts[0].Trim();
        if (name.Length == 0 && import.Ordinal == 0)
        {
            diagnostics.Report(SignatureRules.MissingName, DiagnosticSite.Text, 0, new SourceSpan(0, import.Texts[0].Length));
        }

        ParameterSyntax[] types = new ParameterSyntax[import.Texts.Count - 1];
        bool isSound = true;
        for (int index = 0; index < types.Length; index++)
        {
            ParseResult<ParameterSyntax> parsed = Parser.ParseParameterType(import.Texts[index + 1]);
            diagnostics.Add(parsed.Diagnostics, index + 1);
            isSound &= parsed.IsSound;
            types[index] = parsed.Root;
        }

        if (!isSound)
        {
            return null;
        }

        DiagnosticBag returns = new();
        DiagnosticBag[] parameters = [.. types.Skip(1).Select(static _ => new DiagnosticBag())];
        BoundFunction function = new DeclarationBinder(_scope, returns).BindClassic(name, types[0], types.AsSpan(1).ToArray(), convention, parameters);
        diagnostics.Add(returns.ToImmutable(), 1);
        for (int index = 0; index < parameters.Length; index++)
        {
            diagnostics.Add(parameters[index].ToImmutable(), index + 2);
        }

        return function;
    }

    private CallModel? BindCall(ImportAttribute import, BoundFunction function, MethodDeclaration method, DiagnosticCollector diagnostics)
    {
        TypeMatcher types = CreateMatcher();
        ArgumentBinder arguments = new(types, import.EntryPoint ?? function.Name);
        ResultBinder results = new(types, arguments);
        FunctionType type = function.Type;
        EquatableArray<ArgumentModel> bound = new SignatureBinder(types, arguments, diagnostics, import.IsClassic, function.TextIndex).Bind(function, method);
        ResultModel? result = method.ReturnRefKind == RefKind.None ? results.Bind(type.ReturnType.Type, method.ReturnType) : null;
        if (result is null)
        {
            if (results.Default(type.ReturnType.Type) is { } proposal)
            {
                diagnostics.Report(SignatureRules.ReturnType, DiagnosticSite.ReturnType, type.ReturnType.ToString(), method.ReturnType.Text.Replace("global::", ""), proposal.Text.Replace("global::", ""));
            }
            else
            {
                diagnostics.ReportUnsupported(type.ReturnType.Type, import.IsClassic ? 1 : function.TextIndex, function.NameSpan);
            }

            return null;
        }

        CheckThrowOn(import.ThrowOn, type.ReturnType.Type, diagnostics);
        CheckDisposers(function, bound, result, import.IsClassic, diagnostics);
        return diagnostics.HasErrors
            ? null
            : new CallModel(CreateSymbol(import, function), bound, result)
            {
                CapturesLastError = import.CapturesLastError,
                ThrowOn = import.ThrowOn,
                SuppressesGCTransition = import.SuppressesGCTransition,
            };
    }

    private static void CheckThrowOn(ThrowCondition condition, CType type, DiagnosticCollector diagnostics)
    {
        bool isPointer = type.Canonical is PointerType;
        bool isInteger = type.Canonical is EnumType || (type.Canonical is BasicType basic && BasicTypeFacts.IsInteger(basic));
        bool isSigned = type.Canonical is EnumType || (type.Canonical is BasicType { ByteOrder: ByteOrder.Native } signed && BasicTypeFacts.IsSigned(signed, TargetAbi.LinuxX64) && isInteger && signed.Kind != BasicTypeKind.WChar);
        string? need = condition switch
        {
            ThrowCondition.Negative when !isSigned => "a signed integer",
            ThrowCondition.NonZero when !isInteger => "an integer",
            ThrowCondition.Null when !isPointer => "a pointer",
            _ => null,
        };
        if (need is not null)
        {
            diagnostics.ReportArgument(SignatureRules.ThrowOn, "ThrowOn", condition.ToString(), need, type.ToString());
        }
    }

    private static SymbolModel CreateSymbol(ImportAttribute import, BoundFunction function)
    {
        SymbolModel symbol = new(import.EntryPoint ?? function.Name)
        {
            WindowsName = import.WindowsEntryPoint,
            Ordinal = import.Ordinal,
            Convention = function.Type.Convention,
        };
        if (symbol.Convention is CallingConvention.Default or CallingConvention.Cdecl)
        {
            return symbol with { Convention = CallingConvention.Default };
        }

        long bytes = 0;
        List<int> registers = [];
        for (int index = 0; index < function.Type.Parameters.Length; index++)
        {
            CType type = function.Type.Parameters[index].Type.Type;
            long size = LayoutCalculator.GetLayout(type, TargetAbi.WindowsX86)?.Size ?? 4;
            bytes += LayoutCalculator.AlignUp(size, 4);

            // Microsoft's fastcall: the first two arguments that fit a register and are no floating numbers or structs.
            bool fits = type.Canonical is PointerType or EnumType || (type.Canonical is BasicType basic && BasicTypeFacts.IsInteger(basic));
            if (symbol.Convention == CallingConvention.Fastcall && registers.Count < 2 && fits && size <= 4)
            {
                registers.Add(index);
            }
        }

        return symbol with { StackBytes = (int)Math.Min(bytes, int.MaxValue), RegisterArguments = registers.ToEquatableArray() };
    }

    // As in C, a pointer to a struct of an unknown tag declares it; in C# it becomes a handle of the class, where a signature uses it.
    private void DeclareOpaqueTypes(FunctionType function, MethodDeclaration? method)
    {
        foreach (QualifiedType type in function.Parameters.Select(static parameter => parameter.Type).Append(function.ReturnType))
        {
            CType current = type.Type.Canonical;
            while (current is PointerType pointer)
            {
                current = pointer.Pointee.Type.Canonical;
            }

            if (current is not RecordType { IsComplete: false, Tag: { } tag } record || _environment.FindGenerated(record) is not null)
            {
                continue;
            }

            bool isUsed = method is null || method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType).Any(managed => Mentions(managed, tag));
            string name = CSharpIdentifier.Escape(tag);
            if (isUsed && !_handles.ContainsKey(tag))
            {
                _handles.Add(tag, new HandleModel(name, $"{(record.IsUnion ? "union" : "struct")} {tag}"));
            }

            if (_handles.ContainsKey(tag))
            {
                _ownTypes[record] = new GeneratedType(name, $"{_type.QualifiedName}.{name}");
            }
        }

        static bool Mentions(ManagedType type, string tag) => (type.Kind == ManagedTypeKind.Named && type.Name == tag) || (type.Element is { } element && Mentions(element, tag));
    }

    /// <summary>The signature with generated types written so that the generated file finds them, which has none of the user's usings.</summary>
    private MethodDeclaration Qualify(MethodDeclaration method) => method with
    {
        ReturnType = Qualify(method.ReturnType),
        Parameters = method.Parameters.Select(parameter => parameter with { Type = Qualify(parameter.Type) }).ToEquatableArray(),
    };

    private ManagedType Qualify(ManagedType type)
    {
        string annotation = type.Text.EndsWith("?", StringComparison.Ordinal) ? "?" : "";
        if (type.Kind == ManagedTypeKind.Named)
        {
            bool isArgument = type.Name.EndsWith(".Argument", StringComparison.Ordinal);
            string name = isArgument ? type.Name.Substring(0, type.Name.Length - ".Argument".Length) : type.Name;
            return _environment.FindText(_type, name, type.TextWithoutNullable) is { } text ? type with { Text = text + (isArgument ? ".Argument" : "") + annotation } : type;
        }

        if (type.Struct is { } declaration)
        {
            EquatableArray<FieldDeclaration> fields = declaration.Fields.Select(field => field with { Type = Qualify(field.Type) }).ToEquatableArray();
            return type with { Struct = declaration with { Fields = fields } };
        }

        if (type.Element is not { } element || Qualify(element) is var qualified && qualified == element)
        {
            return type;
        }

        string written = type.Kind switch
        {
            ManagedTypeKind.Span => $"global::System.Span<{qualified.Text}>",
            ManagedTypeKind.ReadOnlySpan => $"global::System.ReadOnlySpan<{qualified.Text}>",
            ManagedTypeKind.TypedPointer => $"global::KoffiGen.Pointer<{qualified.Text}>",
            ManagedTypeKind.Array => $"{qualified.Text}[]{annotation}",
            ManagedTypeKind.Pointer => qualified.Text + "*",
            _ => type.Text,
        };
        return type with { Element = qualified, Text = written };
    }

    private void AddSignatureType(ManagedType type)
    {
        if (type.Kind is ManagedTypeKind.Struct or ManagedTypeKind.Enum)
        {
            _signatureTypes[type.Name] = type;
        }

        if (type.Element is { } element)
        {
            AddSignatureType(element);
        }
    }

    public TypeMatcher CreateMatcher() => new(_environment, _ownTypes, type => _signatureTypes.TryGetValue(type.Name, out ManagedType? managed) ? managed : null, _twins);

    private static string AvailabilityProperty(string method) => $"Is{method.TrimStart('@')}Available";

    private static SourceSpan TypeSpan(CParameter parameter, bool isClassic) => parameter.Syntax is { } syntax ? syntax.Specifiers.Span : default;

    /// <summary>The declaration on one line.</summary>
    private static string PrototypeText(ImportAttribute import)
    {
        string text = import.IsClassic
            ? $"{import.Texts[1]} {(import.Convention is { } convention ? convention + " " : "")}{import.Texts[0]}({string.Join(", ", import.Texts.Skip(2))})"
            : DeclarationText.OnOneLine(import.Texts[0]);
        return string.Join(" ", text.Split([' ', '\t', '\r', '\n', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool TryParseConvention(string text, out CallingConvention convention)
    {
        convention = text.Trim().TrimStart('_').ToLowerInvariant() switch
        {
            "cdecl" => CallingConvention.Cdecl,
            "stdcall" => CallingConvention.Stdcall,
            "fastcall" => CallingConvention.Fastcall,
            "thiscall" => CallingConvention.Thiscall,
            _ => CallingConvention.Default,
        };
        return convention != CallingConvention.Default;
    }
}
