using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Emit;

/// <summary>A statement that frees.</summary>
/// <param name="Call">The call.</param>
/// <param name="Condition">When there is something to free, where the call does not itself hold it against NULL.</param>
/// <param name="MayThrow">C# of the user's is run.</param>
/// <param name="Loop">The head of the loop that frees each of several.</param>
internal readonly record struct FreeingStatement(string Call, string? Condition = null, bool MayThrow = false, string? Loop = null)
{
    /// <summary>The members of a struct are freed that C gave away.</summary>
    /// <param name="type">The struct, or a pointer to it: of NULL there is nothing to free.</param>
    public static FreeingStatement Members(NativeType type, string value) =>
        new(type.IsPointer ? $"if ({value} != null) {value}->FreeOwned();" : $"{value}.FreeOwned();");

    /// <summary>A C# method frees the pointer.</summary>
    public static FreeingStatement Managed(ManagedDisposer method, string pointer) =>
        new($"{method.Name}({pointer});", $"{pointer} != 0", MayThrow: true);
}

/// <summary>Writes what frees memory, one after the other.</summary>
internal static class DisposalEmitter
{
    /// <summary>The call of C's <c>free</c>, that of the library's own runtime.</summary>
    public static string Free(SymbolHolderEmitter symbols, string pointer) =>
        $"{RuntimeMembers.NativeMemoryOwner.Free}({symbols.Library}, {pointer});";

    /// <summary>The call of the disposer at the address.</summary>
    public static string Free(SymbolModel disposer, string address, string pointer) =>
        disposer.Abi.Convention is CallingConvention.Default or CallingConvention.Cdecl
            ? $"{RuntimeMembers.NativeMemoryOwner.Free}({address}, {pointer});"
            : $"{RuntimeMembers.NativeMemoryOwner.Free}({address}, {pointer}, {RuntimeMembers.NativeConvention.Value(disposer.Abi.Convention)});";

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
