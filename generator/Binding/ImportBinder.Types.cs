using KoffiGen.Binding.Callbacks;
using KoffiGen.Binding.Calls;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding;

// Types that prototypes declare in the class, and types that signatures name.
internal sealed partial class ImportBinder
{
    /// <summary>The options of callbacks whose function type has no name that a directive could use.</summary>
    private static readonly CallbackOptions SpelledOut = CallbackOptions.Default.WithMoreSlots(static count =>
        $"a typedef, and #pragma koffi slots(name, {count}), in [KoffiDefine]"
    );

    /// <summary>Declares the types of the prototype, as in C: opaque types for unknown tags, and inline function types.</summary>
    /// <param name="method">The user's signature, or <see langword="null"/>. Types that it does not name are not generated.</param>
    private void DeclareTypes(ImportAttribute import, BoundFunction bound, MethodDeclaration? method, DiagnosticCollector diagnostics)
    {
        (FunctionType function, string name) = (bound.Type, bound.Name);
        InlineFunction[] inline =
        [
            .. InlineFunctions.Find(function, name).Where(pointer => _environment.FindGenerated(pointer.Type) is null),
        ];
        foreach (FunctionType declared in inline.Select(static pointer => pointer.Type).Prepend(function))
        {
            DeclareOpaqueTypes(declared, method);
        }

        foreach (InlineFunction pointer in inline)
        {
            NameFunctionPointer(pointer, method);
        }

        foreach (CParameter parameter in function.Parameters)
        {
            if (
                ContextParameters.AsCallback(parameter) is { } callback
                && inline.Any(pointer => pointer.Type == callback)
                && _types.FindDeclared(callback) is { DelegateName: not null }
            )
            {
                GeneratedDelegates.Check(callback, Matcher, diagnostics, bound.LocateSpecifiers(parameter));
            }
        }

        // Inline function types may refer to each other, so they are bound only after each has its name.
        FunctionPointerBinder pointers = new(_environment, Matcher);
        foreach (InlineFunction pointer in inline)
        {
            if (_types.FindDeclared(pointer.Type) is { } generated && _functionPointers[generated.Name] is (var type, null))
            {
                _functionPointers[generated.Name] = (
                    type,
                    pointers.Bind(generated, pointer.Type, pointer.Name, documentation: null, SpelledOut, import.IsAsynchronous) with
                    {
                        IsInternal = !_environment.IsPublic(pointer.Type),
                    }
                );
            }
        }
    }

    private void DeclareOpaqueTypes(FunctionType function, MethodDeclaration? method)
    {
        foreach (QualifiedType type in function.Parameters.Select(static parameter => parameter.Type).Append(function.ReturnType))
        {
            CType current = type.Type.Canonical;
            while (current is PointerType pointer)
            {
                current = pointer.Pointee.Type.Canonical;
            }

            // A type that the directives omit is generated here only if the user's own signature names it.
            if (
                current is not RecordType { IsComplete: false, Tag: { } tag } record
                || _environment.FindGenerated(record) is not null
                || (method is null && _environment.Selection.IsLeftOut(record))
            )
            {
                continue;
            }

            GeneratedType generated = new(_type.QualifiedName.Member(CSharpIdentifier.Escape(CSharpIdentifier.TypeName(tag))))
            {
                Disposers = _environment
                    .Disposers.Find(_type, tag)
                    .Select(static named => DisposalBinder.Bind(named.Ownership))
                    .ToEquatableArray(),
            };
            if (generated.Names.Any(name => IsUsed(name, method)) && !_handles.ContainsKey(tag))
            {
                _handles.Add(
                    tag,
                    new HandleModel(generated.Name, $"{(record.IsUnion ? "union" : "struct")} {tag}") { SafeHandle = generated.SafeHandle }
                );
            }

            if (_handles.ContainsKey(tag))
            {
                _types.Declare(record, generated);
            }
        }
    }

    /// <summary>Assigns the C# type of the pointer: that of an equal function type, or a new one.</summary>
    private void NameFunctionPointer(InlineFunction pointer, MethodDeclaration? method)
    {
        string callback = CSharpIdentifier.TypeName(CSharpIdentifier.Sanitize(pointer.Name));
        string name = GeneratedType.FunctionPointerName(callback);

        // Several prototypes of one function share the type, and a different function type gets another name. The name also yields to
        // names that C declares.
        while (
            _environment.Types.IsNestedIn(_type, name)
            || _environment.Types.IsNestedIn(_type, callback)
            || (
                _functionPointers.TryGetValue(name, out (FunctionType Type, FunctionPointerModel? Model) known)
                && !TypeIdentity.AreMarshalledAlike(known.Type, pointer.Type)
            )
        )
        {
            name += "_";
            callback += "_";
        }

        if (_functionPointers.ContainsKey(name) || IsUsed(name, method) || IsUsed(callback, method))
        {
            _types.Declare(
                pointer.Type,
                new GeneratedType(_type.QualifiedName.Member(name))
                {
                    DelegateQualifiedName =
                        _type.IsGeneric || callback == _type.Innermost.Name ? null : _type.QualifiedName.Member(callback),
                }
            );
            if (!_functionPointers.ContainsKey(name))
            {
                _functionPointers.Add(name, (pointer.Type, null));
            }
        }
    }

    private static bool IsUsed(string name, MethodDeclaration? method) =>
        method is null
        || method
            .Types.SelectMany(static type => type.DescendantsAndSelf())
            .Any(part => part is CSharpType.Named named && named.Name.Identifier == name);
}
