using System.Globalization;
using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>A variable of a library, by reference.</summary>
internal static class VariableEmitter
{
    public static void Write(SourceWriter writer, VariableModel variable, string function, SymbolHolderEmitter symbols)
    {
        if (variable.IsGeneratedWhole)
        {
            DocumentationWriter.Write(writer, variable.Documentation, $"<c>{SourceFile.Xml(variable.CDeclaration)}</c>");
        }

        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{variable.Modifiers} {variable.Type} {variable.Name}"))
        {
            if (variable.IsPlaceholder)
            {
                writer.Line($"get => throw new global::System.InvalidOperationException({SourceFile.Literal($"The symbol '{variable.CDeclaration}' is wrong: the build says why.")});");
                return;
            }

            using (writer.Block("get"))
            {
                string holder = symbols.Holder(variable.Symbol, function);
                writer.Line($"// {variable.CDeclaration}");
                using (writer.Block("unsafe"))
                {
                    writer.Line($"nint __address = {holder}.Address != 0 ? {holder}.Address : {holder}.Bind();");
                    writer.Line($"return {string.Format(CultureInfo.InvariantCulture, variable.Expression, "__address")};");
                }
            }
        }
    }
}
