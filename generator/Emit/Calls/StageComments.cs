namespace KoffiGen.Emit.Calls;

/// <summary>
/// Writes a comment before each stage of a call, for readers who step through it. A call with fewer than three stages needs none.
/// </summary>
internal sealed class StageComments(SourceWriter writer)
{
    private const int FewestStages = 3;

    private readonly List<(SourceWriter.Position Position, string Comment)> _stages = [];

    /// <summary>Begins a stage here.</summary>
    public void Add(string comment) => _stages.Add((writer.Here, comment));

    /// <summary>Writes a stage. It gets no comment if it writes nothing.</summary>
    public void Write(string comment, Action write)
    {
        int index = _stages.Count;
        SourceWriter.Position start = writer.Here;
        write();
        if (writer.Here != start)
        {
            _stages.Insert(index, (start, comment));
        }
    }

    /// <summary>Inserts the comments, once everything is written.</summary>
    public void WriteComments()
    {
        if (_stages.Count >= FewestStages)
        {
            writer.InsertComments(_stages);
        }
    }
}
