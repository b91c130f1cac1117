using System.Globalization;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Emit.Structs;
using KoffiGen.Model;
using KoffiGen.Pipeline;

namespace KoffiGen.Emit;

// Memory that C aligns to more bytes than .NET does: what is the call's own is aligned on the stack, a variable of the caller's is copied there, and other memory of the caller's is refused.
internal sealed partial class CallEmitter
{
    private const string Alignment = "global::KoffiGen.CompilerServices.NativeAlignment.";

    private IEnumerable<PinnedArgument> CopiedToAlign =>
        _call.Arguments.OfType<PinnedArgument>().Where(static pinned => pinned.IsCopiedToAlign);

    private bool CopiesBack => CopiedToAlign.Any(static pinned => !pinned.IsReadOnly);

    /// <summary>C may return a pointer into a variable that it was given, and gets a copy instead.</summary>
    private bool RebasesResult => CopiedToAlign.Any() && _call.Result.NativeType.IsAddress;

    private static bool NeedsAlignedStack(ArgumentModel argument) =>
        argument
            is PinnedArgument { IsCopiedToAlign: true }
                or (ConvertedOutput or ManagedFormArgument { IsArray: false })
                and { OverAlignment: not null };

    /// <summary>Writes what a local of the call needs that C reads or writes.</summary>
    /// <returns>The local as an assignment declares it.</returns>
    private string WriteLocal(ArgumentModel argument, NativeType type)
    {
        if (argument.OverAlignment is not { } alignment)
        {
            return $"{type} {Native(argument)}";
        }

        WriteStack(Buffer(argument), type, alignment);
        _writer.Line(
            $"{type}* {Address(argument)} = {Alignment}AlignUp<{type}>({Buffer(argument)}, {LayoutEmitter.Expression(alignment)});"
        );
        _writer.Line($"ref {type} {Native(argument)} = ref *{Address(argument)};");
        return Native(argument);
    }

    private void WriteStack(string name, NativeType type, PlatformValue alignment) =>
        _writer.Line($"byte* {name} = stackalloc byte[sizeof({type}) + {(alignment.Largest - 1).ToString(CultureInfo.InvariantCulture)}];");

    /// <summary>Within the pins, and before anything that cannot be undone.</summary>
    private void WriteAlignment()
    {
        List<PinnedArgument> copied = [];
        foreach (ArgumentModel argument in _call.Arguments.Where(static argument => argument.OverAlignment is not null))
        {
            string alignment = LayoutEmitter.Expression(argument.OverAlignment!);
            switch (argument)
            {
                case PinnedArgument { IsCopiedToAlign: true } pinned:
                    WriteCopy(pinned, alignment, copied);
                    copied.Add(pinned);
                    break;
                case PinnedArgument:
                    _writer.Line($"{Alignment}Check({Native(argument)}, {alignment}, {CSharpLiteral.String(Name(argument))});");
                    break;
                case MemoryArgument memory:
                    _writer.Line(
                        $"{Alignment}Check(({memory.Element}*){Native(argument)}, {alignment}, {CSharpLiteral.String(Name(argument))});"
                    );
                    break;
            }
        }
    }

    private void WriteCopy(PinnedArgument argument, string alignment, List<PinnedArgument> before)
    {
        // Two references to one variable are one for C, too.
        string shared = string.Concat(
            before
                .Where(other => other.Element == argument.Element)
                .Select(other => $"{Address(argument)} == {Address(other)} ? {Native(other)} : ")
        );
        _writer.Line($"{argument.Element}* {Native(argument)} = {shared}{Address(argument)};");
        using (_writer.Block($"if (!{Alignment}IsAligned({Native(argument)}, {alignment}))"))
        {
            WriteStack(Buffer(argument), argument.Element, argument.OverAlignment!);
            _writer.Line($"{Native(argument)} = {Alignment}Copy({Address(argument)}, {Buffer(argument)}, {alignment});");
        }

        _writer.Line();
    }

    /// <summary>Right after the call, whatever comes of it: what C wrote, it wrote to the caller's variable.</summary>
    private void WriteCopiesBack()
    {
        foreach (PinnedArgument argument in CopiedToAlign.Where(static pinned => !pinned.IsReadOnly))
        {
            using (_writer.Block($"if ({Native(argument)} != {Address(argument)})"))
            {
                _writer.Line($"*{Address(argument)} = *{Native(argument)};");
            }
        }

        foreach (PinnedArgument argument in CopiedToAlign)
        {
            if (RebasesResult)
            {
                WriteRebase($"{_prefix}result", _call.Result.NativeType, argument);
            }

            foreach (
                ConvertedOutput output in _call.Arguments.OfType<ConvertedOutput>().Where(static output => output.NativeElement.IsAddress)
            )
            {
                WriteRebase(Native(output), output.NativeElement, argument);
            }
        }
    }

    private void WriteRebase(string pointer, NativeType type, PinnedArgument argument) =>
        _writer.Line(
            $"{pointer} = {(type.IsPointer ? $"({type})" : "")}{Alignment}Rebase({(type.IsPointer ? "(nint)" : "")}{pointer}, {Address(argument)}, {Native(argument)});"
        );

    private string Address(ArgumentModel argument) => $"{_prefix}{Name(argument)}_address";
}
