using System.Globalization;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>Writes the property that returns a variable of a library by reference.</summary>
internal static class VariableEmitter
{
    public static void Write(SourceWriter writer, VariableModel variable, string function, SymbolHolderEmitter symbols)
    {
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
                    WriteReference(writer, variable, function, symbols);
                }
            }
        }

        if (variable.AvailabilityProperty is { } availability)
        {
            SourceFile.WriteAvailability(
                writer,
                variable.Symbol.Name,
                variable.Name,
                variable.Modifiers,
                availability,
                variable.IsInstance
                    ? InstanceEmitter.IsAvailable(symbols.InstanceSymbol(variable.Symbol, function))
                    : $"{symbols.Holder(variable.Symbol, function)}.IsAvailable"
            );
        }
    }

    private static void WriteReference(SourceWriter writer, VariableModel variable, string function, SymbolHolderEmitter symbols)
    {
        if (variable.IsInstance)
        {
            string symbol = symbols.InstanceSymbol(variable.Symbol, function);
            writer.Line($"nint __address = {InstanceEmitter.Field}.{RuntimeMembers.NativeLibraryInstance.Enter}({symbol});");
            writer.Line($"{InstanceEmitter.Field}.{RuntimeMembers.NativeLibraryInstance.Exit}();");
        }
        else
        {
            string holder = symbols.Holder(variable.Symbol, function);
            writer.Line($"nint __address = {holder}.Address != 0 ? {holder}.Address : {holder}.Bind();");
        }

        writer.Line($"return {Expression(variable.Form)};");
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
