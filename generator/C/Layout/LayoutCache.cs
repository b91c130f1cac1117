using System.Collections.Immutable;

namespace KoffiGen.C.Layout;

/// <summary>The layouts of one complete struct or union, each computed on first use. Thread-safe.</summary>
internal sealed class LayoutCache
{
    private ImmutableArray<(TargetAbi Target, RecordLayout? Layout)> _layouts = [];

    public bool TryGet(TargetAbi target, out RecordLayout? layout)
    {
        foreach ((TargetAbi known, RecordLayout? found) in _layouts)
        {
            if (ReferenceEquals(known, target))
            {
                layout = found;
                return true;
            }
        }

        layout = null;
        return false;
    }

    public void Add(TargetAbi target, RecordLayout? layout) =>
        ImmutableInterlocked.Update(ref _layouts, static (layouts, added) => layouts.Add(added), (target, layout));
}
