using KoffiGen.Emit.Structs;
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

        WriteExtensions(writer, model);
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
                StructEmitter.Write(writer, declaration, accessibility, symbols);
            }

            foreach (EnumModel enumeration in model.Enums)
            {
                Separate();
                EnumEmitter.Write(writer, enumeration, accessibility);
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

    // An extension can only be written where the struct can be named: in the namespace.
    private static void WriteExtensions(SourceWriter writer, TypesModel model)
    {
        if (model.ContainingType is { } type && (type.IsGeneric || type.Types.Any(static header => header.IsPrivate)))
        {
            return;
        }

        string owner = model.ContainingType is { } containing ? string.Concat(containing.Types.Select(static header => header.Name.TrimStart('@') + "_")) : "";
        bool isPublic = model.IsPublic && model.ContainingType is { } outer && outer.Types.All(static header => header.IsPublic);
        foreach (StructModel declaration in model.Structs)
        {
            Write(declaration, owner);
        }

        void Write(StructModel declaration, string prefix)
        {
            if (declaration.FlexibleMember is not null)
            {
                writer.Line();
                FlexibleMemberEmitter.WriteExtensions(writer, declaration, prefix, isPublic ? "public" : "internal");
            }

            foreach (StructModel nested in declaration.Structs)
            {
                Write(nested, $"{prefix}{declaration.Name.TrimStart('@')}_");
            }
        }
    }
}
