using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Emit;

/// <summary>Writes what frees memory, one after the other.</summary>
internal static class DisposalEmitter
{
    /// <summary>The call of C's <c>free</c>, that of the library's own runtime.</summary>
    public static string Free(SymbolHolderEmitter symbols, string pointer) =>
        $"{RuntimeMembers.NativeMemoryOwner.Free}({symbols.Library}, {pointer});";

    /// <summary>The call of the disposer at the address.</summary>
    public static string Free(SymbolModel disposer, string address, string pointer)
    {
        CallingConvention convention = disposer.Abi.Convention;
        return convention is CallingConvention.Default or CallingConvention.Cdecl
            ? $"{RuntimeMembers.NativeMemoryOwner.Free}({address}, {pointer});"
            : $"{RuntimeMembers.NativeMemoryOwner.Free}({address}, {pointer}, {RuntimeMembers.NativeConvention.Value(convention)});";
    }

    /// <summary>What a C# method throws reaches the caller, but keeps nothing else from being freed.</summary>
    public static void Write(SourceWriter writer, IEnumerable<FreeingStatement> statements)
    {
        FreeingStatement[] ordered = [.. statements.OrderBy(static statement => statement.MayThrow)];
        WriteFrom(0);

        void WriteFrom(int index)
        {
            if (index == ordered.Length)
            {
                return;
            }

            if (!ordered[index].MayThrow || index == ordered.Length - 1)
            {
                WriteStatement(writer, ordered[index]);
                WriteFrom(index + 1);
                return;
            }

            using (writer.Block("try"))
            {
                WriteStatement(writer, ordered[index]);
            }

            using (writer.Block("finally"))
            {
                WriteFrom(index + 1);
            }
        }
    }

    private static void WriteStatement(SourceWriter writer, FreeingStatement statement)
    {
        if (statement.Loop is { } loop)
        {
            using (writer.Block(loop))
            {
                WriteStatement(writer, statement with { Loop = null });
            }

            return;
        }

        if (statement.Condition is null)
        {
            writer.Lines(statement.Call.Split('\n'));
            return;
        }

        using (writer.Block($"if ({statement.Condition})"))
        {
            writer.Lines(statement.Call.Split('\n'));
        }
    }
}
