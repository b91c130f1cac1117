using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>Writes an enum that a C header declares.</summary>
internal static class EnumEmitter
{
    public static void Write(SourceWriter writer, EnumModel model, string accessibility)
    {
        DocumentationWriter.Write(writer, model.Documentation, $"The C type <c>{SourceFile.Xml(model.CName)}</c>.");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{accessibility} enum {model.Name} : {model.UnderlyingType}"))
        {
            foreach (EnumeratorModel enumerator in model.Enumerators)
            {
                if (enumerator.Documentation is not null)
                {
                    writer.Separate();
                }

                DocumentationWriter.Write(writer, enumerator.Documentation, "");
                writer.Line($"{enumerator.Name} = {enumerator.Value},");
            }
        }
    }
}
