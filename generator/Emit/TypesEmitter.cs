using KoffiGen.Emit.Callbacks;
using KoffiGen.Emit.Structs;
using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>Writes the types of one unit of declarations: its handles, structs and enums.</summary>
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

        foreach (FunctionPointerModel pointer in model.FunctionPointers)
        {
            writer.Separate();
            FunctionPointerEmitter.Write(
                writer,
                pointer,
                pointer.Accessibility ?? (pointer.IsInternal ? "internal" : accessibility),
                symbols
            );
        }

        foreach (StructModel declaration in model.Structs)
        {
            string own = declaration.IsInternal ? "internal" : accessibility;
            writer.Separate();
            StructEmitter.Write(writer, declaration, own, symbols);
            if (declaration.SafeHandle is { } handle)
            {
                writer.Separate();
                StructHandleEmitter.Write(writer, declaration, handle, own, symbols);
            }
        }

        foreach (EnumModel enumeration in model.Enums)
        {
            writer.Separate();
            EnumEmitter.Write(writer, enumeration, accessibility);
        }
    }

    /// <summary>Writes the extensions of the structs. C# allows them only in a namespace.</summary>
    public static void WriteExtensions(SourceWriter writer, TypesModel model)
    {
        if (model.ContainingType is { } type && (type.IsGeneric || type.Types.Any(static header => header.IsPrivate)))
        {
            return;
        }

        string owner = model.ContainingType is { } containing
            ? string.Concat(containing.Types.Select(static header => header.Name.TrimStart('@') + "_"))
            : "";
        bool isPublic = model.IsPublic && (model.ContainingType is not { } outer || outer.Types.All(static header => header.IsPublic));
        foreach (StructModel declaration in model.Structs)
        {
            Write(declaration, owner, isPublic && !declaration.IsInternal ? "public" : "internal");
        }

        void Write(StructModel declaration, string prefix, string accessibility)
        {
            if (declaration.FlexibleMember is not null)
            {
                writer.Line();
                FlexibleMemberEmitter.WriteExtensions(writer, declaration, prefix, accessibility);
            }

            foreach (StructModel nested in declaration.Structs)
            {
                Write(nested, $"{prefix}{declaration.Name.TrimStart('@')}_", accessibility);
            }
        }
    }
}
