using KoffiGen.Diagnostics;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Declarations;

// The alignments of #pragma pack.
internal sealed partial class DeclarationBinder
{
    private readonly Stack<(string? Label, int? Value)> _packs = new();

    /// <summary>The labels in the stack, each with the number of its occurrences.</summary>
    private readonly Dictionary<string, int> _packLabels = new(StringComparer.Ordinal);
    private int? _pack;

    private void BindPack(PragmaPackSyntax pack)
    {
        switch (pack.Action)
        {
            case PragmaPackAction.Push:
                _packs.Push((pack.Label, _pack));
                CountLabel(pack.Label, 1);
                SetPack(pack.Value ?? _pack);
                break;

            case PragmaPackAction.Pop when pack.Label is null || _packLabels.ContainsKey(pack.Label):
                if (_packs.Count == 0)
                {
                    Report(TypeRules.UnbalancedPack, pack.Span);
                    break;
                }

                // With a label, all records up to the one with the label are removed.
                (string? Label, int? Value) popped = Pop();
                while (pack.Label is not null && popped.Label != pack.Label)
                {
                    popped = Pop();
                }

                SetPack(pack.Value ?? popped.Value);
                break;

            case PragmaPackAction.Pop:
                Report(TypeRules.UnbalancedPack, pack.Span);
                break;

            default:
                SetPack(pack.Value);
                break;
        }

        (string? Label, int? Value) Pop()
        {
            CountLabel(_packs.Peek().Label, -1);
            return _packs.Pop();
        }

        void CountLabel(string? label, int change)
        {
            if (label is not null)
            {
                _packLabels.TryGetValue(label, out int count);
                _packLabels[label] = count + change;
                if (count + change == 0)
                {
                    _packLabels.Remove(label);
                }
            }
        }

        void SetPack(int? value)
        {
            if (value is null or 1 or 2 or 4 or 8 or 16)
            {
                _pack = value;
            }
            else
            {
                Report(TypeRules.InvalidAlignment, pack.Span, "a power of two up to 16");
            }
        }
    }
}
