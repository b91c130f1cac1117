using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Structs;

/// <summary>Writes the types that a struct with a disposer has: the SafeHandle class, and the type of arguments.</summary>
internal static class StructHandleEmitter
{
    /// <summary>The property with the memory that an argument holds.</summary>
    public const string Memory = "Memory";

    /// <summary>The method that converts an argument for a function that frees the object.</summary>
    public const string ToOwnedArgument = "ToOwnedArgument";

    /// <summary>Writes the type of arguments, which is nested in the struct.</summary>
    public static void WriteArgument(SourceWriter writer, StructModel model, SafeHandleModel handle)
    {
        string span = $"{SystemMembers.Span.Type}<{model.Name}>";
        string pointer = $"{RuntimeMembers.Pointer.Type}<{model.Name}>";
        writer.Line(
            $"/// <summary>A <c>{SourceFile.Xml(model.CDeclaration)} *</c> argument: a span, a pointer, "
                + $"or a <see cref=\"{handle.Name}\"/> that the call keeps alive.</summary>"
        );
        using (writer.Block("public readonly ref struct Argument"))
        {
            writer.Line($"private readonly {handle.Name}? _owner;");
            writer.Line("private readonly nint _value;");
            writer.Line();
            using (writer.Block($"private Argument({span} memory, nint value, {handle.Name}? owner)"))
            {
                writer.Line($"{Memory} = memory;");
                writer.Line("_value = value;");
                writer.Line("_owner = owner;");
            }

            writer.Line();
            writer.Line($"internal {span} {Memory} {{ get; }}");
            writer.Line();
            writer.Line($"public static implicit operator Argument({handle.Name}? owner) => new(default, 0, owner);");
            writer.Line($"public static implicit operator Argument({span} memory) => new(memory, 0, null);");
            writer.Line($"public static implicit operator Argument({pointer} pointer) => new(default, pointer.Address, null);");
            writer.Line();
            writer.Line(
                $"internal {RuntimeMembers.HandleArgument.Type} {HandleEmitter.ToHandleArgument}() "
                    + "=> _owner is null ? new(_value) : new(_owner);"
            );
            writer.Line();
            using (writer.Block($"internal {RuntimeMembers.HandleArgument.Type} {ToOwnedArgument}(string name)"))
            {
                writer.Line($"{RuntimeMembers.NativeMemoryOwner.CheckTransfer}({Memory}.Length, name);");
                writer.Line($"return {HandleEmitter.ToHandleArgument}();");
            }
        }
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
