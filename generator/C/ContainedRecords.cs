namespace KoffiGen.C;

/// <summary>The structs and unions that others contain by value, in members and in arrays.</summary>
internal static class ContainedRecords
{
    /// <summary>Returns the types of the members, or of their elements, that are structs or unions.</summary>
    public static IEnumerable<RecordType> Of(RecordType record) =>
        record.IsComplete ? record.Members.Select(static member => ElementOf(member.Type.Type)).OfType<RecordType>() : [];

    /// <summary>Returns the type of the elements over all dimensions, or the type itself if it is not an array.</summary>
    public static CType ElementOf(CType type)
    {
        type = type.Canonical;
        while (type is ArrayType array)
        {
            type = array.Element.Type.Canonical;
        }

        return type;
    }

    /// <summary>
    /// Returns the unknown ones of a type and of the types on which it depends, each once and after those on which it depends itself. A
    /// caller that computes a fact about them in this order needs no recursion.
    /// </summary>
    public static List<RecordType> InOrder(
        RecordType record,
        Func<RecordType, bool> isKnown,
        Func<RecordType, IEnumerable<RecordType>> dependencies
    )
    {
        List<RecordType> ordered = [];
        HashSet<RecordType> reached = [];
        Stack<(RecordType Record, IEnumerator<RecordType> Dependencies)> open = new();
        Open(record);
        while (open.Count > 0)
        {
            (RecordType next, IEnumerator<RecordType> rest) = open.Peek();
            if (rest.MoveNext())
            {
                Open(rest.Current);
            }
            else
            {
                ordered.Add(next);
                open.Pop();
            }
        }

        return ordered;

        void Open(RecordType record)
        {
            if (!isKnown(record) && reached.Add(record))
            {
                open.Push((record, dependencies(record).GetEnumerator()));
            }
        }
    }
}
