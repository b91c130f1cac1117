using System.Globalization;
using KoffiGen.CSharp;
using KoffiGen.Emit.Targets;
using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>Writes the property that returns a variable of a library by reference.</summary>
internal static class VariableEmitter
{
    public static void Write(SourceWriter writer, VariableModel variable, string member, SymbolHolderEmitter symbols)
    {
        MessageSubject subject = new(variable.Target.SymbolName, member);
        TargetEmitter target = variable.Target.Accept(
            new TargetEmitterFactory(new TargetContext(writer, symbols, subject, Receiver: null, "__address"))
        );
        if (variable.DeclaresProperty)
        {
            DocumentationWriter.Write(writer, variable.Documentation, $"<c>{SourceFile.Xml(variable.CDeclaration)}</c>");
        }

        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{variable.Modifiers} {Modifier(variable.Form)}{variable.Form.PropertyType.Text} {variable.Name}"))
        {
            if (variable.Form is VariablePlaceholder)
            {
                string message = CSharpLiteral.String($"The variable '{variable.CDeclaration}' has errors, which the build reports.");
                writer.Line($"get => throw new {SystemMembers.InvalidOperationException.Type}({message});");
                return;
            }

            using (writer.Block("get"))
            {
                writer.Line($"// {variable.CDeclaration}");
                using (writer.Block("unsafe"))
                {
                    target.WriteVariableAddress();
                    writer.Line($"return {Expression(variable.Form)};");
                }
            }
        }

        if (variable is { AvailabilityProperty: { } property, Target.SymbolName: { } symbol } && target.Availability is { } available)
        {
            SourceFile.WriteAvailability(writer, symbol, variable.Name, variable.Modifiers, property, available);
        }
    }

    private static string Modifier(VariableForm form) =>
        form.RefKind switch
        {
            ByRefKind.Ref => "ref ",
            ByRefKind.RefReadOnly => "ref readonly ",
            _ => "",
        };

    private static string Expression(VariableForm form)
    {
        string type = form.PropertyType.Text;
        return form switch
        {
            VariableSpan span => $"new {type}((void*)__address, {span.Length.ToString(CultureInfo.InvariantCulture)})",
            VariablePointer => $"new {type}(__address)",
            _ => $"ref *({type}*)__address",
        };
    }
}
