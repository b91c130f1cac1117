using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Emit;

/// <summary>Writes statements that free memory, in order.</summary>
internal static class DisposalEmitter
{
    /// <summary>Returns the call of the <c>free</c> function of the library's C runtime.</summary>
    public static string Free(SymbolHolderEmitter symbols, string pointer) =>
        $"{RuntimeMembers.NativeMemoryOwner.Free}({symbols.Library}, {pointer});";

    /// <summary>Returns the call of the disposer at an address.</summary>
    public static string Free(SymbolModel disposer, string address, string pointer)
    {
        CallingConvention convention = disposer.Abi.Convention;
        return convention is CallingConvention.Default or CallingConvention.Cdecl
            ? $"{RuntimeMembers.NativeMemoryOwner.Free}({address}, {pointer});"
            : $"{RuntimeMembers.NativeMemoryOwner.Free}({address}, {pointer}, {RuntimeMembers.NativeConvention.Value(convention)});";
    }

    /// <summary>Writes the statements so that an exception in one of them reaches the caller after the others have run.</summary>
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
