using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Structs;

/// <summary>A struct with C's layout: its fields, the properties over them, and its nested types.</summary>
internal static class StructEmitter
{
    public static void Write(SourceWriter writer, StructModel model, string accessibility, SymbolHolderEmitter symbols)
    {
        WriteDocumentation(writer, model);
        writer.Line(SourceFile.GeneratedCode);
        WriteLayout(writer, model);
        WriteDebuggerDisplay(writer, model);
        string interfaces = model.Layout is { IsOverAligned: true } ? $" : {RuntimeMembers.IOverAligned.Type}" : "";
        using (writer.Block($"{(model.IsPrivate ? "internal" : accessibility)} struct {model.Name}{interfaces}"))
        {
            if (model.IsPlaceholder)
            {
                writer.Line("// The declaration has errors, which the build reports.");
                if (model.ManagedForm is { } placeholder)
                {
                    writer.Line();
                    ManagedFormEmitter.Write(writer, model, placeholder, symbols);
                }

                WriteArguments(writer, model);
                return;
            }

            new MemberEmitter(writer, model).WriteAll();
            if (model.FlexibleMember is { } flexible)
            {
                writer.Separate();
                FlexibleMemberEmitter.WriteAllocate(writer, model, flexible);
            }

            if (model.ManagedForm is { } managedForm)
            {
                writer.Separate();
                ManagedFormEmitter.Write(writer, model, managedForm, symbols);
            }

            WriteArguments(writer, model);
            foreach (InlineArrayModel array in model.Arrays)
            {
                writer.Separate();
                InlineArrayEmitter.Write(writer, array, accessibility);
            }

            foreach (StructModel nested in model.Structs)
            {
                writer.Separate();
                Write(writer, nested, accessibility, symbols);
            }

            foreach (EnumModel nested in model.Enums)
            {
                writer.Separate();
                EnumEmitter.Write(writer, nested, accessibility);
            }

            if (model.Layout is { } layout)
            {
                writer.Separate();
                LayoutEmitter.Write(writer, model, layout, accessibility);
                if (layout.IsOverAligned)
                {
                    writer.Line();
                    LayoutEmitter.WriteOverAlignment(writer, "Layout.Alignment");
                }
            }
        }
    }

    private static void WriteArguments(SourceWriter writer, StructModel model)
    {
        if (model.SafeHandle is { } handle)
        {
            writer.Separate();
            StructHandleEmitter.WriteArguments(writer, model, handle);
        }
    }

    private static void WriteDocumentation(SourceWriter writer, StructModel model)
    {
        if (model.IsPrivate)
        {
            SourceFile.WriteSummary(writer, "An anonymous member, whose members belong to the containing struct.");
            return;
        }

        string declaration = $"The C type <c>{SourceFile.Xml(model.CDeclaration)}</c>, with the same layout.";
        DocumentationWriter.Write(
            writer,
            model.Documentation,
            declaration,
            remarks: model.Layout is { } layout ? LayoutEmitter.Remarks(layout) : null
        );
    }

    private static void WriteLayout(SourceWriter writer, StructModel model)
    {
        if (!model.IsExplicit && model.Pack == 0 && model.Size is null)
        {
            return;
        }

        string pack = model.Pack != 0 ? $", Pack = {model.Pack}" : "";
        string size = model.Size is { } bytes ? $", Size = {bytes}" : "";
        string kind = model.IsExplicit ? SystemMembers.LayoutKind.Explicit : SystemMembers.LayoutKind.Sequential;
        writer.Line($"[{SystemMembers.StructLayout.Type}({kind}{pack}{size})]");
    }

    // The debugger shows this beside a variable, so it must be short.
    private static void WriteDebuggerDisplay(SourceWriter writer, StructModel model)
    {
        if (model.IsPrivate)
        {
            return;
        }

        string[] shown =
        [
            .. model
                .Members.Where(member =>
                    member is FieldMember or PropertyMember or BitFieldMember or ForwardedMember
                    && !model.Members.Any(other => other is TextMember text && text.Array == member.Name)
                )
                .Concat(model.Members.OfType<TextMember>())
                .Take(5)
                .Select(static member => $"{(member is TextMember text ? text.Array : member.Name).TrimStart('@')} = {{{member.Name}}}"),
        ];
        if (shown.Length > 0)
        {
            writer.Line($"[{SystemMembers.DebuggerDisplay.Type}({CSharpLiteral.String(string.Join(", ", shown))})]");
        }
    }
}
