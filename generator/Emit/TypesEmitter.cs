using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>The types of one unit of declarations: its handles, structs and enums.</summary>
internal static class TypesEmitter
{
    public static void Write(SourceWriter writer, TypesModel model, SymbolHolderEmitter symbols)
    {
        string accessibility = model.IsPublic ? "public" : "internal";
        foreach (HandleModel handle in model.Handles)
        {
            writer.Separate();
            HandleEmitter.Write(writer, handle, accessibility, symbols);
        }

        foreach (StructModel declaration in model.Structs)
        {
            writer.Separate();
            WriteStruct(writer, declaration, accessibility);
        }

        foreach (EnumModel enumeration in model.Enums)
        {
            writer.Separate();
            WriteEnum(writer, enumeration, accessibility);
        }
    }

    private static void WriteStruct(SourceWriter writer, StructModel model, string accessibility)
    {
        SourceFile.WriteSummary(writer, model.Documentation is { } documentation ? SourceFile.Xml(documentation) : $"C's <c>{SourceFile.Xml(model.CDeclaration)}</c>, with its layout.");
        writer.Line(SourceFile.GeneratedCode);
        if (model.IsUnion || model.Pack != 0)
        {
            string pack = model.Pack != 0 ? $", Pack = {model.Pack}" : "";
            writer.Line($"[global::System.Runtime.InteropServices.StructLayout(global::System.Runtime.InteropServices.LayoutKind.{(model.IsUnion ? "Explicit" : "Sequential")}{pack})]");
        }

        using (writer.Block($"{accessibility} struct {model.Name}"))
        {
            if (model.IsPlaceholder)
            {
                writer.Line("// The declaration is wrong: the build says why.");
            }

            HashSet<string> names = new(model.Members.Select(static member => member.Name.TrimStart('@')), StringComparer.Ordinal);
            foreach (MemberModel member in model.Members)
            {
                WriteMember(writer, model, member, names);
            }
        }
    }

    private static void WriteMember(SourceWriter writer, StructModel model, MemberModel member, HashSet<string> names)
    {
        string documentation = member.Documentation is { } text ? SourceFile.Xml(text) : $"<c>{SourceFile.Xml(member.CDeclaration)}</c>";
        string offset = model.IsUnion ? "[global::System.Runtime.InteropServices.FieldOffset(0)] " : "";
        if (member.Conversion.IsIdentity)
        {
            SourceFile.WriteSummary(writer, documentation);
            writer.Line($"{offset}public {member.StorageType} {member.Name};");
            return;
        }

        string field = "_" + member.Name.TrimStart('@');
        while (!names.Add(field))
        {
            field = "_" + field;
        }

        writer.Line($"{offset}private {member.StorageType} {field};");
        SourceFile.WriteSummary(writer, documentation);
        using (writer.Block($"public {member.ManagedType} {member.Name}"))
        {
            writer.Line($"readonly get => {string.Format(System.Globalization.CultureInfo.InvariantCulture, member.Conversion.ToManaged, field)};");
            writer.Line($"set => {field} = {string.Format(System.Globalization.CultureInfo.InvariantCulture, member.Conversion.ToNative, "value")};");
        }
    }

    private static void WriteEnum(SourceWriter writer, EnumModel model, string accessibility)
    {
        SourceFile.WriteSummary(writer, model.Documentation is { } documentation ? SourceFile.Xml(documentation) : $"C's <c>{SourceFile.Xml(model.CName)}</c>.");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{accessibility} enum {model.Name} : {model.UnderlyingType}"))
        {
            foreach (EnumeratorModel enumerator in model.Enumerators)
            {
                if (enumerator.Documentation is { } text)
                {
                    SourceFile.WriteSummary(writer, SourceFile.Xml(text));
                }

                writer.Line($"{enumerator.Name} = {enumerator.Value},");
            }
        }
    }
}
