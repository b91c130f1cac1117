using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>Writes the SafeHandle class of an opaque type or a struct.</summary>
internal static class SafeHandleEmitter
{
    /// <param name="writeValue">Writes the members that give access to the object.</param>
    public static void Write(
        SourceWriter writer,
        SafeHandleModel handle,
        string cName,
        string accessibility,
        SymbolHolderEmitter symbols,
        Action writeValue
    )
    {
        string function = handle.Disposal.Name;
        string others =
            handle.HasOtherDisposers || (handle.HasMethods && handle.Disposal.Method is null)
                ? ", or the function that the C declaration of its creator names,"
                : "";
        writer.Line(
            $"/// <summary>A handle that owns a <c>{SourceFile.Xml(cName)} *</c>. "
                + $"It calls <c>{SourceFile.Xml(function)}</c>{others} once, "
                + "when it is disposed and no call uses it any more.</summary>"
        );
        writer.Line(SourceFile.GeneratedCode);
        using (writer.Block($"{accessibility} sealed class {handle.Name} : {RuntimeMembers.KoffiHandle.Type}"))
        {
            writeValue();
            writer.Line();
            using (writer.Block("protected override bool ReleaseHandle()"))
            {
                if (handle.HasMethods)
                {
                    using (writer.Block($"if ({RuntimeMembers.KoffiHandle.TryReleaseByMethod}())"))
                    {
                        writer.Line("return true;");
                    }

                    writer.Line();
                }

                // Generated code passes its C# method to each handle.
                if (handle.Disposal.Method is not null)
                {
                    writer.Line($"{RuntimeMembers.KoffiHandle.ReleaseLibrary}();");
                    writer.Line("return false;");
                    return;
                }

                WriteRelease(writer, handle, symbols);
                writer.Line("return true;");
            }
        }
    }

    private static void WriteRelease(SourceWriter writer, SafeHandleModel handle, SymbolHolderEmitter symbols)
    {
        const string Disposer = RuntimeMembers.KoffiHandle.Disposer;
        if (handle.Disposal.Symbol is { } symbol)
        {
            string holder = symbols.Holder(symbol);
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
