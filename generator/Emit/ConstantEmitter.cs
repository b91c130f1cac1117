using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>A constant of C as one of C#; as a property where platforms disagree about its value.</summary>
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
