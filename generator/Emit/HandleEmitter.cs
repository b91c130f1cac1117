using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>
/// Writes the struct that represents a pointer to an opaque type. If the type has a disposer, a SafeHandle class and the type of arguments
/// that accept either follow.
/// </summary>
internal static class HandleEmitter
{
    /// <summary>The method that converts an argument that may be a handle or a plain value.</summary>
    public const string ToHandleArgument = "ToHandleArgument";

    public static void Write(SourceWriter writer, HandleModel handle, string accessibility, SymbolHolderEmitter symbols)
    {
        string cName = SourceFile.Xml(handle.CName);
        string name = handle.Name;
        DocumentationWriter.Write(writer, handle.Documentation, $"The opaque C type <c>{cName} *</c>. The value does not own the object.");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{accessibility} readonly struct {name}(nint value) : {SystemMembers.IEquatable.Type}<{name}>"))
        {
            PointerMembersEmitter.Write(writer, name, "Value", "value");
            if (handle.SafeHandle is { } owner)
            {
                writer.Line();
                WriteArgument(writer, name, owner.Name, cName);
            }
        }

        if (handle.SafeHandle is { } safeHandle)
        {
            writer.Line();
            SafeHandleEmitter.Write(writer, safeHandle, handle.CName, accessibility, symbols, WriteValue);
        }

        void WriteValue()
        {
            writer.Line("/// <summary>Gets the pointer, which this handle still owns. Use it only while the handle is alive.</summary>");
            writer.Line($"public {name} Value => new(DangerousGetHandle());");
        }
    }

    /// <param name="owner">The name of the SafeHandle class.</param>
    private static void WriteArgument(SourceWriter writer, string name, string owner, string cName)
    {
        writer.Line(
            $"/// <summary>A <c>{cName} *</c> argument: a <see cref=\"{name}\"/>, "
                + $"or a <see cref=\"{owner}\"/> that the call keeps alive.</summary>"
        );
        using (writer.Block("public readonly struct Argument"))
        {
            writer.Line("private readonly nint _value;");
            writer.Line($"private readonly {owner}? _owner;");
            writer.Line();
            writer.Line($"private Argument(nint value, {owner}? owner)");
            using (writer.Block())
            {
                writer.Line("_value = value;");
                writer.Line("_owner = owner;");
            }

            writer.Line();
            writer.Line($"public static implicit operator Argument({name} value) => new(value.Value, null);");
            writer.Line($"public static implicit operator Argument({owner}? owner) => new(0, owner);");
            writer.Line();
            writer.Line(
                $"internal {RuntimeMembers.HandleArgument.Type} {ToHandleArgument}() => _owner is null ? new(_value) : new(_owner);"
            );
        }
    }
}
