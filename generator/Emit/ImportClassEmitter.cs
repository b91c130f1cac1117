using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>The file of one class: its methods, the handles that its prototypes declare, and the holder of its symbols.</summary>
internal static class ImportClassEmitter
{
    public static string Emit(ImportClassModel model)
    {
        SourceWriter writer = new();
        SymbolHolderEmitter symbols = new(model.ContainingType.Namespace, string.Join("_", model.ContainingType.Types.Select(static type => type.Name.TrimStart('@'))), model.Library);
        SourceFile.WriteHeader(writer, model.ContainingType.Namespace);
        SourceFile.WriteInside(writer, model.ContainingType, () => WriteMembers(writer, model, symbols));
        BlittableTwinEmitter.Write(writer, model.BlittableTwins);
        symbols.Write(writer);
        return writer.ToString();
    }

    /// <summary>The members of the class, with a line between each two.</summary>
    public static void WriteMembers(SourceWriter writer, ImportClassModel model, SymbolHolderEmitter symbols)
    {
        string accessibility = model.ContainingType.Innermost.IsPublic ? "public" : "internal";
        foreach (ConstantModel constant in model.Constants)
        {
            writer.Separate();
            ConstantEmitter.Write(writer, constant, accessibility);
        }

        foreach (VariableModel variable in model.Variables)
        {
            writer.Separate();
            VariableEmitter.Write(writer, variable, $"{model.ContainingType.Innermost.Name}.{variable.Name}", symbols);
        }

        foreach (ImportModel import in model.Imports)
        {
            writer.Separate();
            WriteMethod(writer, model.ContainingType.Innermost.Name, import, symbols);
        }

        foreach (HandleModel handle in model.Handles)
        {
            writer.Separate();
            HandleEmitter.Write(writer, handle, accessibility, symbols);
        }

        foreach (FunctionPointerModel pointer in model.FunctionPointers)
        {
            writer.Separate();
            FunctionPointerEmitter.Write(writer, pointer, accessibility, symbols);
        }
    }

    /// <param name="type">The name of the type that has the method.</param>
    public static void WriteMethod(SourceWriter writer, string type, ImportModel import, SymbolHolderEmitter symbols)
    {
        MethodDeclaration method = import.Method;
        string function = $"{type}.{method.Name}";
        if (import.IsGeneratedWhole)
        {
            string[] names = [.. method.Parameters.Select(static parameter => parameter.Name)];
            DocumentationWriter.Write(writer, import.Documentation, $"<c>{SourceFile.Xml(import.Prototype)}</c>", names);
        }

        writer.Line(SourceFile.GeneratedCode);
        if (import.Call is { } call && call.Arguments.Any(static argument => argument is TextArgument { NeedsBuffer: true }))
        {
            writer.Line("[global::System.Runtime.CompilerServices.SkipLocalsInit]");
        }

        string reference = method.ReturnRefKind switch
        {
            Microsoft.CodeAnalysis.RefKind.Ref => "ref ",
            Microsoft.CodeAnalysis.RefKind.RefReadOnly => "ref readonly ",
            _ => "",
        };
        string parameters = string.Join(", ", method.Parameters.Select(Parameter));
        string modifiers = import.IsGeneratedWhole && import.Call is not null ? method.Modifiers + " unsafe" : method.Modifiers;
        string header = $"{modifiers} {reference}{method.ReturnType.Text} {method.Name}{method.TypeParameters}({parameters}){method.Constraints}";
        if (import.Call is null)
        {
            writer.Line($"{header} =>");
            writer.Line($"    throw new global::System.InvalidOperationException({SourceFile.Literal($"The import '{import.Prototype}' is wrong: the build says why.")});");
            return;
        }

        using (writer.Block(header))
        {
            writer.Line($"// {import.Prototype}");
            if (IsUnsafe(modifiers))
            {
                CallEmitter.Write(writer, import.Call, function, symbols);
            }
            else
            {
                using (writer.Block("unsafe"))
                {
                    CallEmitter.Write(writer, import.Call, function, symbols);
                }
            }
        }

        if (import.AvailabilityProperty is { } property)
        {
            writer.Line();
            writer.Line($"/// <summary>Whether the library has <c>{SourceFile.Xml(import.Call.Symbol.Name)}</c>; without it <c>{method.Name}</c> throws.</summary>");
            writer.Line(SourceFile.GeneratedCode);
            writer.Line($"{SourceFile.Accessibility(modifiers)} static bool {property} => {symbols.Holder(import.Call.Symbol, function)}.IsAvailable;");
        }
    }

    private static bool IsUnsafe(string modifiers) => modifiers.Split(' ').Contains("unsafe");

    private static string Parameter(ParameterDeclaration parameter)
    {
        string modifier = parameter.RefKind switch
        {
            Microsoft.CodeAnalysis.RefKind.Ref => "ref ",
            Microsoft.CodeAnalysis.RefKind.Out => "out ",
            Microsoft.CodeAnalysis.RefKind.In => "in ",
            Microsoft.CodeAnalysis.RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => "",
        };
        return $"{(parameter.IsThis ? "this " : "")}{(parameter.IsParams ? "params " : "")}{(parameter.IsScoped ? "scoped " : "")}{modifier}{parameter.Type.Text} {parameter.Identifier}";
    }
}
