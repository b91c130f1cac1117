using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Structs;

/// <summary>Writes the types that a struct with a disposer has: the SafeHandle class, and the types of arguments.</summary>
internal static class StructHandleEmitter
{
    /// <summary>The property with the memory that an argument holds.</summary>
    public const string Memory = "Memory";

    /// <summary>The method that converts an argument for a function that frees the object.</summary>
    public const string ToOwnedArgument = "ToOwnedArgument";

    private const string Create = nameof(Create);
    private const string ToReadOnlyArgument = nameof(ToReadOnlyArgument);

    /// <summary>Writes the types of arguments, which are nested in the struct.</summary>
    public static void WriteArguments(SourceWriter writer, StructModel model, SafeHandleModel handle)
    {
        string span = $"{SystemMembers.Span.Type}<{model.Name}>";
        writer.Line(
            $"/// <summary>A <c>{SourceFile.Xml(model.CDeclaration)} *</c> argument: a span, a pointer, "
                + $"or a <see cref=\"{handle.Name}\"/> that the call keeps alive.</summary>"
        );
        using (writer.Block($"public readonly ref struct {CSharpType.Named.ArgumentName}"))
        {
            WriteMembers(writer, model, handle, CSharpType.Named.ArgumentName, span);
            writer.Line();
            writer.Line($"internal {CSharpType.Named.ReadOnlyArgumentName} {ToReadOnlyArgument}() => new({Memory}, _value, _owner);");
            writer.Line();
            using (writer.Block($"internal {RuntimeMembers.HandleArgument.Type} {ToOwnedArgument}(string name)"))
            {
                writer.Line($"{RuntimeMembers.NativeMemoryOwner.CheckTransfer}({Memory}.Length, name);");
                writer.Line($"return {HandleEmitter.ToHandleArgument}();");
            }
        }

        writer.Line();
        WriteReadOnlyArgument(writer, model, handle);
    }

    private static void WriteReadOnlyArgument(SourceWriter writer, StructModel model, SafeHandleModel handle)
    {
        const string Name = CSharpType.Named.ReadOnlyArgumentName;
        string span = $"{SystemMembers.ReadOnlySpan.Type}<{model.Name}>";
        writer.Line(
            $"/// <summary>A <c>{SourceFile.Xml(model.CDeclaration)} *</c> argument that C only reads: a struct, a span, a pointer, "
                + $"or a <see cref=\"{handle.Name}\"/> that the call keeps alive.</summary>"
        );
        if (!handle.IsOfGenericType)
        {
            writer.Line($"[{SystemMembers.CollectionBuilder.Type}(typeof({Name}), \"{Create}\")]");
        }

        using (writer.Block($"public readonly ref struct {Name}"))
        {
            WriteMembers(writer, model, handle, Name, span);
            writer.Line();

            // The call passes a variable of a type with a larger alignment as an aligned copy.
            if (model.Layout is not { IsOverAligned: true })
            {
                writer.Line($"public static implicit operator {Name}(in {model.Name} value) => new(new {span}(in value), 0, null);");
            }

            writer.Line(
                $"public static implicit operator {Name}({CSharpType.Named.ArgumentName} argument) => argument.{ToReadOnlyArgument}();"
            );
            writer.Line();
            writer.Line("/// <summary>Creates an argument from a collection expression.</summary>");
            writer.Line($"[{SystemMembers.EditorBrowsable.Type}({SystemMembers.EditorBrowsableState.Never})]");
            writer.Line($"public static {Name} {Create}({span} memory) => memory;");
            writer.Line();
            writer.Line("/// <summary>Enumerates the structs. A collection expression needs it to know their type.</summary>");
            writer.Line($"[{SystemMembers.EditorBrowsable.Type}({SystemMembers.EditorBrowsableState.Never})]");
            writer.Line($"public {span}.Enumerator GetEnumerator() => {Memory}.GetEnumerator();");
        }
    }

    private static void WriteMembers(SourceWriter writer, StructModel model, SafeHandleModel handle, string name, string span)
    {
        string pointer = $"{RuntimeMembers.Pointer.Type}<{model.Name}>";
        writer.Line($"private readonly {handle.Name}? _owner;");
        writer.Line("private readonly nint _value;");
        writer.Line();
        string accessibility = name == CSharpType.Named.ArgumentName ? "private" : "internal";
        using (writer.Block($"{accessibility} {name}({span} memory, nint value, {handle.Name}? owner)"))
        {
            writer.Line($"{Memory} = memory;");
            writer.Line("_value = value;");
            writer.Line("_owner = owner;");
        }

        writer.Line();
        writer.Line($"internal {span} {Memory} {{ get; }}");
        writer.Line();
        writer.Line($"public static implicit operator {name}({handle.Name}? owner) => new(default, 0, owner);");
        writer.Line($"public static implicit operator {name}({span} memory) => new(memory, 0, null);");
        writer.Line($"public static implicit operator {name}({pointer} pointer) => new(default, pointer.Address, null);");
        writer.Line();
        writer.Line(
            $"internal {RuntimeMembers.HandleArgument.Type} {HandleEmitter.ToHandleArgument}() "
                + "=> _owner is null ? new(_value) : new(_owner);"
        );
    }

    /// <summary>Writes the SafeHandle class beside the struct.</summary>
    public static void Write(
        SourceWriter writer,
        StructModel model,
        SafeHandleModel handle,
        string accessibility,
        SymbolHolderEmitter symbols
    )
    {
        SafeHandleEmitter.Write(writer, handle, model.CDeclaration, accessibility, symbols, WriteValue);

        void WriteValue()
        {
            string pointer = $"{RuntimeMembers.Pointer.Type}<{model.Name}>";
            writer.Line("/// <summary>Gets a reference to the struct, which is valid as long as the handle is open.</summary>");
            writer.Line("/// <exception cref=\"global::System.ObjectDisposedException\">The handle is closed.</exception>");
            writer.Line("/// <exception cref=\"global::System.NullReferenceException\">The handle holds NULL.</exception>");
            writer.Line($"public ref {model.Name} Value => ref Pointer.Value;");
            writer.Line();
            writer.Line("/// <summary>Gets the pointer, which this handle still owns.</summary>");
            writer.Line("/// <exception cref=\"global::System.ObjectDisposedException\">The handle is closed.</exception>");
            writer.Line($"public {pointer} Pointer => new({RuntimeMembers.KoffiHandle.OpenPointer});");
        }
    }
}
