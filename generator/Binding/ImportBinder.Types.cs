using KoffiGen.Binding.Calls;
using KoffiGen.Model;
using KoffiGen.Types;

namespace KoffiGen.Binding;

// The types that prototypes bring into the class, and those that signatures name.
internal sealed partial class ImportBinder
{
    /// <summary>Declares what the prototype does: opaque types of unknown tags, as in C, and pointers to functions that it spells out.</summary>
    /// <param name="method">The user's signature; what it doesn't name is not generated.</param>
    private void DeclareTypes(FunctionType function, string name, MethodDeclaration? method)
    {
        InlineFunction[] inline = [.. InlineFunctions.Find(function, name).Where(pointer => _environment.FindGenerated(pointer.Type) is null)];
        foreach (FunctionType declared in inline.Select(static pointer => pointer.Type).Prepend(function))
        {
            DeclareOpaqueTypes(declared, method);
        }

        foreach (InlineFunction pointer in inline)
        {
            NameFunctionPointer(pointer, method);
        }

        // They may mention each other: each has its name by now.
        foreach (InlineFunction pointer in inline)
        {
            if (_ownTypes.TryGetValue(pointer.Type, out GeneratedType? generated) && _functionPointers[generated.Name] is (var type, null))
            {
                _functionPointers[generated.Name] = (type, FunctionPointerBinder.Bind(generated, pointer.Type, pointer.Name, documentation: null, CreateMatcher()));
            }
        }
    }

    /// <summary>Whether a function of C's has the generated type somewhere in its signature.</summary>
    private bool IsMentioned(FunctionType function, GeneratedType generated)
    {
        return function.Parameters.Select(static parameter => parameter.Type).Append(function.ReturnType).Any(type => Mentions(type.Type));

        bool Mentions(CType type) => _environment.FindGenerated(type) == generated || type.Canonical switch
        {
            PointerType pointer => Mentions(pointer.Pointee.Type),
            ArrayType array => Mentions(array.Element.Type),
            _ => false,
        };
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

            if (current is not RecordType { IsComplete: false, Tag: { } tag } record || _environment.FindGenerated(record) is not null)
            {
                continue;
            }

            string name = CSharpIdentifier.Escape(tag);
            if (IsUsed(tag, method) && !_handles.ContainsKey(tag))
            {
                _handles.Add(tag, new HandleModel(name, $"{(record.IsUnion ? "union" : "struct")} {tag}"));
            }

            if (_handles.ContainsKey(tag))
            {
                _ownTypes[record] = new GeneratedType(name, $"{_type.QualifiedName}.{name}");
            }
        }
    }

    /// <summary>Gives the pointer its C# type: that of an equal one, or a new one.</summary>
    private void NameFunctionPointer(InlineFunction pointer, MethodDeclaration? method)
    {
        string name = GeneratedType.FunctionPointerName(CSharpIdentifier.Sanitize(pointer.Name));

        // Prototypes of one function, each for a signature of its own, share the type; what differs needs another name.
        while (_functionPointers.TryGetValue(name, out (FunctionType Type, FunctionPointerModel? Model) known) && !TypeIdentity.AreSame(known.Type, pointer.Type))
        {
            name += "_";
        }

        if (_functionPointers.ContainsKey(name) || IsUsed(name, method))
        {
            _ownTypes[pointer.Type] = new GeneratedType(name, $"{_type.QualifiedName}.{name}");
            if (!_functionPointers.ContainsKey(name))
            {
                _functionPointers.Add(name, (pointer.Type, null));
            }
        }
    }

    private static bool IsUsed(string name, MethodDeclaration? method)
    {
        return method is null || method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType).Any(Mentions);

        bool Mentions(ManagedType type) => (type.Kind == ManagedTypeKind.Named && type.Name == name) || (type.Element is { } element && Mentions(element));
    }

    /// <summary>The signature with generated types written so that the generated file finds them, which has none of the user's usings.</summary>
    private MethodDeclaration Qualify(MethodDeclaration method, FunctionType function) => method with
    {
        ReturnType = Qualify(method.ReturnType, generated => IsMentioned(function, generated)),
        Parameters = method.Parameters.Select(parameter => parameter with { Type = Qualify(parameter.Type, generated => IsMentioned(function, generated)) }).ToEquatableArray(),
    };

    /// <param name="isExpected">Whether the C declaration has the generated type.</param>
    private ManagedType Qualify(ManagedType type, Func<GeneratedType, bool> isExpected)
    {
        string annotation = type.Text.EndsWith("?", StringComparison.Ordinal) ? "?" : "";
        if (type.Kind == ManagedTypeKind.Named)
        {
            int end = type.Name.IndexOf('.');
            string companion = end < 0 ? "" : type.Name.Substring(end);
            string written = type.TextWithoutNullable;
            return _environment.FindText(_type, end < 0 ? type.Name : type.Name.Substring(0, end), written.EndsWith(companion, StringComparison.Ordinal) ? written.Substring(0, written.Length - companion.Length) : written, isExpected) is { } text
                ? type with { Text = text + companion + annotation }
                : type;
        }

        if (type.Struct is { } declaration)
        {
            EquatableArray<FieldDeclaration> fields = declaration.Fields.Select(field => field with { Type = Qualify(field.Type, isExpected) }).ToEquatableArray();
            return type with { Struct = declaration with { Fields = fields } };
        }

        if (type.Element is not { } element || Qualify(element, isExpected) is var qualified && qualified == element)
        {
            return type;
        }

        string whole = type.Kind switch
        {
            ManagedTypeKind.Span => $"global::System.Span<{qualified.Text}>",
            ManagedTypeKind.ReadOnlySpan => $"global::System.ReadOnlySpan<{qualified.Text}>",
            ManagedTypeKind.TypedPointer => $"global::KoffiGen.Pointer<{qualified.Text}>",
            ManagedTypeKind.OwnedMemory => $"global::KoffiGen.KoffiMemory<{qualified.Text}>{annotation}",
            ManagedTypeKind.Array => $"{qualified.Text}[]{annotation}",
            ManagedTypeKind.Pointer => qualified.Text + "*",
            _ => type.Text,
        };
        return type with { Element = qualified, Text = whole };
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
}
