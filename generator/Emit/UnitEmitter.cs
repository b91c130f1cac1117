using KoffiGen.Emit.Structs;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Emit;

/// <summary>Writes the file of one unit of declarations: the members of its class, its types, and the holder of its symbols.</summary>
internal static class UnitEmitter
{
    public static string Emit(UnitModel model)
    {
        SourceWriter writer = new();
        TypesModel types = model.Types;
        ContainingType? owner = types.ContainingType ?? model.Members?.ContainingType;
        string name = owner is null
            ? "AssemblyTypes"
            : string.Join("_", owner.Types.Select(static header => header.Name.TrimStart('@'))) + "Types";
        SymbolHolderEmitter symbols = new(types.Namespace, name, types.Library);
        SourceFile.WriteHeader(writer, types.Namespace);
        if (types.ContainingType is { } containing)
        {
            SourceFile.WriteInside(
                writer,
                containing,
                () =>
                {
                    WriteMembers();
                    TypesEmitter.Write(writer, types, symbols);
                },
                model.Members is { } own ? InstanceEmitter.BaseList(own) : null
            );
        }
        else
        {
            if (model.Members is { } members)
            {
                SourceFile.WriteInside(writer, members.ContainingType, WriteMembers, InstanceEmitter.BaseList(members));
            }

            TypesEmitter.Write(writer, types, symbols);
        }

        TypesEmitter.WriteExtensions(writer, types);
        BlittableStandInEmitter.Write(writer, model.BlittableStandIns);
        symbols.Write(writer);
        return writer.ToString();

        void WriteMembers()
        {
            if (model.Members is { } members)
            {
                ImportClassEmitter.WriteMembers(writer, members, symbols, "DeclaredCall");
            }
        }
    }
}
