using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Structs;

/// <summary>The type of an array member: its elements in a row, with C#'s index and conversion to spans.</summary>
internal static class InlineArrayEmitter
{
    public static void Write(SourceWriter writer, InlineArrayModel model, string accessibility)
    {
        writer.Line(
            $"/// <summary>The array <c>{SourceFile.Xml(model.CDeclaration)}</c>. It can be indexed, and converts to a span.</summary>"
        );
        writer.Line(SourceFile.GeneratedCode);
        writer.Line($"[{SystemMembers.InlineArray.Type}({model.Length})]");
        writer.Line(
            model.IsText
                ? $"[{SystemMembers.DebuggerDisplay.Type}(\"{{ToString()}}\")]"
                : $"[{SystemMembers.DebuggerDisplay.Type}(\"Length = {{Length}}\")]"
        );
        string interfaces = model.OverAlignment is null ? "" : $" : {RuntimeMembers.IOverAligned.Type}";
        using (writer.Block($"{accessibility} struct {model.Name}{interfaces}"))
        {
            string element = model.Element?.Name ?? (model.Pointee is null ? model.ElementType!.Text : "ElementPointer");
            writer.Line("/// <summary>The number of elements.</summary>");
            writer.Line($"public const int Length = {model.Length};");
            writer.Line();
            writer.Line($"private {element} _element;");
            writer.Line();
            writer.Line("/// <summary>Returns all elements, in place.</summary>");
            writer.Line($"[{SystemMembers.UnscopedRef.Type}]");
            writer.Line($"public {SystemMembers.Span.Type}<{element}> AsSpan() => this;");
            writer.Line();
            writer.Line("/// <summary>Returns all elements, in place. The array may be read-only.</summary>");
            writer.Line($"[{SystemMembers.UnscopedRef.Type}]");
            writer.Line($"public readonly {SystemMembers.ReadOnlySpan.Type}<{element}> AsReadOnlySpan() => this;");
            if (model.IsText)
            {
                writer.Line();
                writer.Line("/// <summary>Returns the text, up to the NUL.</summary>");
                writer.Line($"public override readonly string ToString() => {RuntimeMembers.FixedText.Read}(this);");
            }

            if (model.OverAlignment is { } alignment)
            {
                writer.Line();
                LayoutEmitter.WriteOverAlignment(writer, LayoutEmitter.Expression(alignment));
            }

            if (model.Element is { } nested)
            {
                writer.Line();
                Write(writer, nested, accessibility);
            }
            else if (model.Pointee is { } pointee)
            {
                writer.Line();
                WritePointer(writer, pointee, accessibility);
            }
        }
    }

    private static void WritePointer(SourceWriter writer, CSharpType pointee, string accessibility)
    {
        string pointer = $"{RuntimeMembers.Pointer.Type}<{pointee}>";
        writer.Line("/// <summary>A pointer to a struct. It converts to and from <c>Pointer&lt;T&gt;</c>.</summary>");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{accessibility} readonly struct ElementPointer"))
        {
            writer.Line("private readonly nint _address;");
            writer.Line();
            writer.Line("private ElementPointer(nint address) => _address = address;");
            writer.Line();
            writer.Line("/// <summary>Whether the pointer is NULL.</summary>");
            writer.Line("public bool IsNull => _address == 0;");
            writer.Line();
            writer.Line("/// <summary>Gets a reference to the struct.</summary>");
            writer.Line($"public ref {pointee} Value => ref new {pointer}(_address).Value;");
            writer.Line();
            writer.Line($"public static implicit operator {pointer}(ElementPointer value) => new(value._address);");
            writer.Line($"public static implicit operator ElementPointer({pointer} value) => new(value.Address);");
        }
    }
}
