using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>The file of one <c>[KoffiDefine]</c> holder: its handles, structs and enums.</summary>
internal static class TypesEmitter
{
    public static string Emit(TypesModel model)
    {
        SourceWriter writer = new();
        string owner = model.ContainingType is { } type ? string.Join("_", type.Types.Select(static header => header.Name.TrimStart('@'))) + "Types" : "AssemblyTypes";
        SymbolHolderEmitter symbols = new(model.Namespace, owner, model.Library);
        SourceFile.WriteHeader(writer, model.Namespace);
        if (model.ContainingType is { } containing)
        {
            SourceFile.WriteInside(writer, containing, WriteTypes);
        }
        else
        {
            WriteTypes();
        }

        symbols.Write(writer);
        return writer.ToString();

        void WriteTypes()
        {
            string accessibility = model.IsPublic ? "public" : "internal";
            bool isFirst = true;
            foreach (HandleModel handle in model.Handles)
            {
                Separate();
                HandleEmitter.Write(writer, handle, accessibility, symbols);
            }

            foreach (StructModel declaration in model.Structs)
            {
                Separate();
                WriteStruct(writer, declaration, accessibility);
            }

            foreach (EnumModel enumeration in model.Enums)
            {
                Separate();
                WriteEnum(writer, enumeration, accessibility);
            }

            void Separate()
            {
                if (!isFirst)
                {
                    writer.Line();
                }

                isFirst = false;
            }
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
        DocumentationWriter.Write(writer, model.Documentation, $"C's <c>{SourceFile.Xml(model.CName)}</c>.");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{accessibility} enum {model.Name} : {model.UnderlyingType}"))
        {
            foreach (EnumeratorModel enumerator in model.Enumerators)
            {
                DocumentationWriter.Write(writer, enumerator.Documentation, declaration: "");
                writer.Line($"{enumerator.Name} = {enumerator.Value},");
            }
        }
    }
}
