using System.Globalization;
using KoffiGen.CSharp;
using KoffiGen.Emit.Callbacks;
using KoffiGen.Emit.Calls;
using KoffiGen.Emit.Structs;
using KoffiGen.Emit.Targets;
using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>Writes the file of one class: its methods, the handles that its prototypes declare, and the holder of its symbols.</summary>
internal static class ImportClassEmitter
{
    public static string Emit(ImportClassModel model)
    {
        SourceWriter writer = new();
        SymbolHolderEmitter symbols = new(
            model.ContainingType.Namespace,
            string.Join("_", model.ContainingType.Types.Select(static type => type.Name.TrimStart('@'))),
            model.Library
        );
        SourceFile.WriteHeader(writer, model.ContainingType.Namespace);
        SourceFile.WriteInside(writer, model.ContainingType, () => WriteMembers(writer, model, symbols), InstanceEmitter.BaseList(model));
        foreach (CallbackThunksModel callback in model.ContainingType.IsGeneric ? model.Callbacks : default)
        {
            writer.Line();
            ThunksEmitter.Write(writer, $"file static unsafe class {callback.Type.Name.Identifier}", callback.Callback, symbols);
        }

        BlittableStandInEmitter.Write(writer, model.BlittableStandIns);
        symbols.Write(writer);
        return writer.ToString();
    }

    /// <summary>Writes the members of the class, separated by empty lines.</summary>
    /// <param name="callSuffix">How the names of the classes of asynchronous calls end: a class can have two files.</param>
    public static void WriteMembers(SourceWriter writer, ImportClassModel model, SymbolHolderEmitter symbols, string callSuffix = "Call")
    {
        string accessibility = model.ContainingType.Innermost.IsPublic ? "public" : "internal";
        if (model.DeclaresInstance)
        {
            writer.Separate();
            InstanceEmitter.Write(writer, model.ContainingType.Innermost, symbols);
        }

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

        HashSet<string> names = [model.ContainingType.Innermost.Name];
        foreach (ImportModel import in model.Imports)
        {
            writer.Separate();
            WriteMethod(
                writer,
                model.ContainingType.Innermost.Name,
                import,
                symbols,
                names,
                model.ContainingType.Innermost.TypeParameterList,
                callSuffix
            );
        }

        foreach (HandleModel handle in model.Handles)
        {
            writer.Separate();
            HandleEmitter.Write(writer, handle, accessibility, symbols);
        }

        foreach (FunctionPointerModel pointer in model.FunctionPointers)
        {
            writer.Separate();
            FunctionPointerEmitter.Write(writer, pointer, pointer.IsInternal ? "internal" : accessibility, symbols);
        }

        // A generic type cannot contain methods that C calls.
        foreach (CallbackThunksModel callback in model.ContainingType.IsGeneric ? default : model.Callbacks)
        {
            writer.Separate();
            ThunksEmitter.Write(writer, $"private static unsafe class {callback.Type.Name.Identifier}", callback.Callback, symbols);
        }
    }

    /// <param name="type">The name of the type that has the method.</param>
    /// <param name="names">The names of other members, to which those of the classes of asynchronous calls are added.</param>
    /// <param name="typeParameters">The type parameters of that type.</param>
    /// <param name="callSuffix">How the names of the classes of asynchronous calls end in this file.</param>
    public static void WriteMethod(
        SourceWriter writer,
        string type,
        ImportModel import,
        SymbolHolderEmitter symbols,
        HashSet<string> names,
        string typeParameters = "",
        string callSuffix = "Call"
    )
    {
        MethodDeclaration method = import.Method;
        string qualifiedName = $"{type}.{method.Name}";
        if (import.DeclaresMethod)
        {
            string[] parameters = [.. method.Parameters.Select(static parameter => parameter.Name)];
            DocumentationWriter.Write(writer, import.Documentation, $"<c>{SourceFile.Xml(import.Prototype)}</c>", parameters);
        }

        writer.Line(SourceFile.GeneratedCode);
        if (method.OverloadPriority != 0)
        {
            writer.Line(
                $"[{SystemMembers.OverloadResolutionPriority.Type}({method.OverloadPriority.ToString(CultureInfo.InvariantCulture)})]"
            );
        }

        bool isAsynchronous = import.Call?.Asynchronous is not null;
        AsynchronousEmitter? asynchronous = isAsynchronous
            ? new AsynchronousEmitter(
                writer,
                import,
                NameCallClass(method, callSuffix, names),
                qualifiedName,
                symbols,
                type + typeParameters
            )
            : null;
        CallEmitter? call = import.Call is { Asynchronous: null } model
            ? new CallEmitter(writer, model, method, qualifiedName, symbols)
            : null;
        WriteHints(writer, method, call);

        string modifiers = import.DeclaresMethod && call is not null ? method.Modifiers + " unsafe" : method.Modifiers;
        string name = method.Name + method.TypeParameters;
        string header = $"{modifiers} {MethodSignature.Result(method)} {name}({MethodSignature.Parameters(method)}){method.Constraints}";
        if (import.Call is null)
        {
            writer.Line($"{header} =>");
            string message = CSharpLiteral.String($"The import '{import.Prototype}' has errors, which the build reports.");
            writer.Line($"    throw new {SystemMembers.InvalidOperationException.Type}({message});");
            return;
        }

        using (writer.Block(header))
        {
            writer.Line($"// {import.Prototype}");
            if (asynchronous is not null)
            {
                asynchronous.WriteBody();
            }
            else if (IsUnsafe(modifiers))
            {
                call!.Write();
            }
            else
            {
                using (writer.Block("unsafe"))
                {
                    call!.Write();
                }
            }
        }

        if (asynchronous is not null)
        {
            writer.Line();
            asynchronous.WriteClass();
        }

        TargetEmitter target = asynchronous?.Target ?? call!.Target;
        if (import is { AvailabilityProperty: { } property, Call.Target.SymbolName: { } symbol } && target.Availability is { } available)
        {
            SourceFile.WriteAvailability(writer, symbol, method.Name, modifiers, property, available);
        }
    }

    /// <summary>Writes the attributes that let the compilers make a call faster.</summary>
    private static void WriteHints(SourceWriter writer, MethodDeclaration method, CallEmitter? call)
    {
        if (call is { NeedsStack: true })
        {
            writer.Line($"[{SystemMembers.SkipLocalsInit.Type}]");
        }

        if (!method.HasMethodImpl && call is { IsWorthInlining: true })
        {
            writer.Line($"[{SystemMembers.MethodImpl.Type}({SystemMembers.MethodImplOptions.AggressiveInlining})]");
        }
    }

    // The members in the user's own parts of the class are not known here. Their names are unlikely to begin with two underscores.
    private static string NameCallClass(MethodDeclaration method, string suffix, HashSet<string> names)
    {
        string plain = $"__{method.Name.TrimStart('@')}{suffix}";
        string name = plain;
        for (int number = 2; !names.Add(name); number++)
        {
            name = $"{plain}_{number}";
        }

        return name;
    }

    private static bool IsUnsafe(string modifiers) => modifiers.Split(' ').Contains("unsafe");
}
