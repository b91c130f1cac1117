using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>An enum of C's.</summary>
internal static class EnumEmitter
{
    public static void Write(SourceWriter writer, EnumModel model, string accessibility)
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
