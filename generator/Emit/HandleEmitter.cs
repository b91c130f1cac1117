using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>
/// Writes the struct that represents a pointer to an opaque type. If the type has a disposer, a SafeHandle class and the type of arguments
/// that accept either follow.
/// </summary>
internal static class HandleEmitter
{
    /// <summary>The method that converts an argument that may be a handle or a plain value.</summary>
    public const string ToHandleArgument = "ToHandleArgument";

    public static void Write(SourceWriter writer, HandleModel handle, string accessibility, SymbolHolderEmitter symbols)
    {
        string cName = SourceFile.Xml(handle.CName);
        string name = handle.Name;
        string plain = name.TrimStart('@');
        DocumentationWriter.Write(writer, handle.Documentation, $"The opaque C type <c>{cName} *</c>. The value does not own the object.");
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{accessibility} readonly struct {name}(nint value) : {SystemMembers.IEquatable.Type}<{name}>"))
        {
            PointerMembersEmitter.Write(writer, name, "Value", "value");
            if (handle.Disposal is not null)
            {
                writer.Line();
                WriteArgument(writer, name, plain, cName);
            }
        }

        if (handle.Disposal is { } disposal)
        {
            writer.Line();
            WriteSafeHandle(writer, handle, disposal, accessibility, symbols);
        }
    }

    private static void WriteArgument(SourceWriter writer, string name, string plain, string cName)
    {
        writer.Line(
            $"/// <summary>A <c>{cName} *</c> argument: a <see cref=\"{name}\"/>, "
                + $"or a <see cref=\"{plain}Handle\"/> that the call keeps alive.</summary>"
        );
        using (writer.Block("public readonly struct Argument"))
        {
            writer.Line("private readonly nint _value;");
            writer.Line($"private readonly {plain}Handle? _owner;");
            writer.Line();
            writer.Line($"private Argument(nint value, {plain}Handle? owner)");
            using (writer.Block())
            {
                writer.Line("_value = value;");
                writer.Line("_owner = owner;");
            }

            writer.Line();
            writer.Line($"public static implicit operator Argument({name} value) => new(value.Value, null);");
            writer.Line($"public static implicit operator Argument({plain}Handle? owner) => new(0, owner);");
            writer.Line();
            writer.Line(
                $"internal {RuntimeMembers.HandleArgument.Type} {ToHandleArgument}() => _owner is null ? new(_value) : new(_owner);"
            );
        }
    }

    private static void WriteSafeHandle(
        SourceWriter writer,
        HandleModel handle,
        DisposalModel disposal,
        string accessibility,
        SymbolHolderEmitter symbols
    )
    {
        string name = handle.Name;
        string plain = name.TrimStart('@');
        string function = disposal.Symbol?.Name ?? "free";
        string others = handle.HasOtherDisposers ? ", or the function that the C declaration of its creator names," : "";
        writer.Line(
            $"/// <summary>A handle that owns a <c>{SourceFile.Xml(handle.CName)} *</c>. "
                + $"It calls <c>{SourceFile.Xml(function)}</c>{others} once, "
                + "when it is disposed and no call uses it any more.</summary>"
        );
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{accessibility} sealed class {plain}Handle : {RuntimeMembers.KoffiHandle.Type}"))
        {
            writer.Line("/// <summary>Gets the pointer, which this handle still owns. Use it only while the handle is alive.</summary>");
            writer.Line($"public {name} Value => new(DangerousGetHandle());");
            writer.Line();
            using (writer.Block("protected override bool ReleaseHandle()"))
            {
                WriteRelease(writer, handle, disposal, symbols);
                writer.Line("return true;");
            }
        }
    }

    private static void WriteRelease(SourceWriter writer, HandleModel handle, DisposalModel disposal, SymbolHolderEmitter symbols)
    {
        const string Disposer = RuntimeMembers.KoffiHandle.Disposer;
        if (disposal.Symbol is { } symbol)
        {
            string holder = symbols.Holder(symbol, symbol.Name);
            writer.Line(
                symbol.Library is null || handle.HasOtherDisposers
                    ? $"nint disposer = {Disposer} != 0 ? {Disposer} : {holder}.Address;"
                    : $"nint disposer = {holder}.Address;"
            );

            // An exception on the finalizer thread would end the process.
            using (writer.Block("if (disposer == 0)"))
            {
                writer.Line($"{RuntimeMembers.KoffiHandle.ReleaseLibrary}();");
                writer.Line("return false;");
            }

            writer.Line();
            writer.Line(DisposalEmitter.Free(symbol, "disposer", "handle"));
            writer.Line($"{RuntimeMembers.KoffiHandle.ReleaseLibrary}();");
            return;
        }

        if (handle.HasOtherDisposers)
        {
            using (writer.Block($"if ({Disposer} != 0)"))
            {
                writer.Line($"{RuntimeMembers.NativeMemoryOwner.Free}({Disposer}, handle);");
                writer.Line($"{RuntimeMembers.KoffiHandle.ReleaseLibrary}();");
                writer.Line("return true;");
            }

            writer.Line();
        }

        using (writer.Block($"if ({RuntimeMembers.KoffiHandle.Library} is not null)"))
        {
            writer.Line($"{RuntimeMembers.KoffiHandle.Library}.{RuntimeMembers.NativeLibraryInstance.Free}(handle);");
            writer.Line($"{RuntimeMembers.KoffiHandle.ReleaseLibrary}();");
            writer.Line("return true;");
        }

        writer.Line();
        writer.Line(DisposalEmitter.Free(symbols, "handle"));
    }
}
