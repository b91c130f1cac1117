using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>Writes a C constant as a C# constant, or as a property if its value depends on the platform.</summary>
internal static class ConstantEmitter
{
    public static void Write(SourceWriter writer, ConstantModel constant, string accessibility)
    {
        DocumentationWriter.Write(writer, constant.Documentation, $"<c>{SourceFile.Xml(constant.CDeclaration)}</c>");
        writer.Line(SourceFile.GeneratedCode);
        if (constant.WindowsValue is { } onWindows)
        {
            string value = $"{SystemMembers.OperatingSystem.IsWindows}() ? {onWindows} : {constant.Value}";
            writer.Line($"{accessibility} static {constant.Type} {constant.Name} => ({constant.Type})({value});");
        }
        else
        {
            writer.Line($"{accessibility} const {constant.Type} {constant.Name} = {constant.Value};");
        }
    }
}
