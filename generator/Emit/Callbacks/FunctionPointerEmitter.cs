using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit.Callbacks;

/// <summary>
/// Writes the struct that represents a function pointer, with the methods that call it, the delegate of its callbacks, and the
/// conversions between the two.
/// </summary>
internal static class FunctionPointerEmitter
{
    public static void Write(SourceWriter writer, FunctionPointerModel pointer, string accessibility, SymbolHolderEmitter symbols)
    {
        if (pointer.Delegate is { } signature)
        {
            WriteDelegate(writer, pointer, signature, accessibility);
            writer.Line();
        }

        string summary =
            $"A pointer to a C function of type <c>{SourceFile.Xml(pointer.CDeclaration)}</c>. It does not keep the library loaded.";
        DocumentationWriter.Write(writer, pointer.Documentation, summary);
        if (pointer.Obstacle is { } obstacle)
        {
            writer.Line($"/// <remarks>C# cannot call the function: {SourceFile.Xml(obstacle)}.</remarks>");
        }

        writer.Line(SourceFile.GeneratedCode);
        using (
            writer.Block($"{accessibility} readonly struct {pointer.Name}(nint address) : {SystemMembers.IEquatable.Type}<{pointer.Name}>")
        )
        {
            PointerMembersEmitter.Write(writer, pointer.Name, "Address", "address");
            HashSet<string> names = [];
            foreach (ImportModel invocation in pointer.Invocations)
            {
                writer.Line();
                ImportClassEmitter.WriteMethod(writer, pointer.Name, invocation, symbols, names);
            }

            if (pointer.DelegateType is { } callback)
            {
                writer.Line();
                WriteRegistration(writer, pointer, callback);
            }

            if (pointer.Callback is { } model)
            {
                writer.Line();
                ThunksEmitter.Write(writer, "internal static unsafe class Thunks", model, symbols);
            }
            else if (pointer.DelegateType is { } wrong)
            {
                writer.Line();
                WritePlaceholder(writer, wrong);
            }
        }
    }

    private static void WriteDelegate(SourceWriter writer, FunctionPointerModel pointer, MethodDeclaration signature, string accessibility)
    {
        string[] names = [.. signature.Parameters.Select(static parameter => parameter.Name)];
        DocumentationWriter.Write(
            writer,
            pointer.Documentation,
            $"A callback of the C type <c>{SourceFile.Xml(pointer.CDeclaration)}</c>.",
            names
        );
        writer.Line(SourceFile.GeneratedCode);
        writer.Line(
            $"{accessibility} {Unsafety(signature)}delegate {MethodSignature.Result(signature)} "
                + $"{signature.Name}({MethodSignature.Parameters(signature)});"
        );
    }

    private static string Unsafety(MethodDeclaration signature) =>
        signature
            .Parameters.Select(static parameter => parameter.Type)
            .Append(signature.ReturnType)
            .Any(static type => type.Text.IndexOf('*') >= 0)
            ? "unsafe "
            : "";

    private static void WriteRegistration(SourceWriter writer, FunctionPointerModel pointer, CSharpType callback)
    {
        string registered = $"{RuntimeMembers.Registered.Type}<{callback}>";
        const string Synchronization = $"{SystemMembers.SynchronizationContext.Type}? synchronization = null";
        bool isLimited = !pointer.HasContext && pointer.Callback is not { Options.HasSlots: false };
        string limit = isLimited ? $". At most {pointer.Callback?.Options.Slots ?? 0} methods can be registered at the same time" : "";
        writer.Line(
            $"/// <summary>Registers a method that C may call on any thread until the registration is disposed of{limit}.</summary>"
        );
        writer.Line(
            "/// <param name=\"callback\">The method. An exception that it throws raises "
                + $"<see cref=\"{RuntimeMembers.Koffi.CallbackError}\"/>, and C receives zero.</param>"
        );
        writer.Line(
            "/// <param name=\"synchronization\">The context that the method runs in, or null for the thread that C calls on.</param>"
        );
        if (isLimited)
        {
            writer.Line($"/// <exception cref=\"{SystemMembers.InvalidOperationException.Type}\">No slot is free.</exception>");
        }

        writer.Line(Register(RuntimeMembers.CallbackTable.Register));
        if (pointer.HasContext)
        {
            writer.Line();
            writer.Line("/// <summary>Registers a method that C may call once. The call ends the registration.</summary>");
            writer.Line("/// <param name=\"callback\">The method.</param>");
            writer.Line(
                "/// <param name=\"synchronization\">The context that the method runs in, "
                    + "or null for the thread that C calls on.</param>"
            );
            writer.Line(Register(RuntimeMembers.CallbackTable.RegisterOnce));
        }

        writer.Line();
        writer.Line(
            "/// <summary>Converts a registration to the function pointer that C calls, which is valid while the registration lasts. "
                + "Null becomes NULL.</summary>"
        );
        writer.Line(
            $"public static implicit operator {pointer.Name}({registered}? registration) => "
                + $"new(registration is null ? 0 : registration.{RuntimeMembers.Registered.Address});"
        );
        if (pointer.Callback is { ForwardingCall: not null, Signature: var signature })
        {
            writer.Line();
            writer.Line(
                "/// <summary>Converts a C function to a delegate. NULL becomes null. If the delegate is passed to C, "
                    + "C receives the original function pointer.</summary>"
            );
            writer.Line(
                $"public static {Unsafety(signature)}implicit operator {callback}?({pointer.Name} pointer) => "
                    + "pointer.IsNull ? null : new Thunks.Function(pointer.Address).Call;"
            );
        }

        string Register(string method) =>
            $"public static {registered} {method}({callback} callback, {Synchronization}) => "
            + $"Thunks.Table.{method}(callback, synchronization);";
    }

    // Registrations and calls still compile, so that the build reports only the actual error.
    private static void WritePlaceholder(SourceWriter writer, CSharpType callback)
    {
        using (writer.Block("internal static class Thunks"))
        {
            string message = CSharpLiteral.String(
                $"C cannot call '{callback.DisplayText}'. Its declaration has errors, which the build reports."
            );
            writer.Line(
                $"internal static {RuntimeMembers.CallbackTable.Type}<{callback}> Table => "
                    + $"throw new {SystemMembers.InvalidOperationException.Type}({message});"
            );
        }
    }
}
