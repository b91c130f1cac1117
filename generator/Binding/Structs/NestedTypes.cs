using KoffiGen.C;

namespace KoffiGen.Binding.Structs;

/// <param name="Path">The C# name relative to the outermost struct: <c>ihdr_t</c>, <c>ihdr_t.flags_t</c>.</param>
/// <param name="IsAnonymous">Whether it is the type of an anonymous member, which users do not see.</param>
internal readonly record struct NestedType(CType Type, string Path, bool IsAnonymous)
{
    public string Name => Path.Substring(Path.LastIndexOf('.') + 1);
}

/// <summary>
/// The unnamed types that members of a struct declare. They are named after the member and nested in the struct: <c>PngHeader.ihdr_t</c>.
/// Types within an anonymous member are nested in the containing struct, just as its members belong to that struct.
/// </summary>
internal static class NestedTypes
{
    public static List<NestedType> Find(RecordType record, string name)
    {
        List<NestedType> found = [];
        Collect(record, name, "", found, []);
        return found;
    }

    /// <summary>Returns the names of all members, including those of anonymous members.</summary>
    public static IEnumerable<string> MemberNames(RecordType record) =>
        record.IsComplete
            ? record.Members.SelectMany(static member =>
                member.Name is { } name ? [name]
                : member.Type.Type.Canonical is RecordType anonymous ? MemberNames(anonymous)
                : []
            )
            : [];

    private static void Collect(RecordType record, string name, string prefix, List<NestedType> found, HashSet<CType> seen)
    {
        // A nested type must not have the name of the containing type or of one of its members.
        StructNames names = new(name, MemberNames(record));
        int anonymous = 0;
        CollectMembers(record);

        void CollectMembers(RecordType container)
        {
            foreach (RecordMember member in container.Members)
            {
                CType type = Innermost(member.Type.Type);
                if (type is not (RecordType { Tag: null, IsComplete: true } or EnumType { Tag: null, IsComplete: true }) || !seen.Add(type))
                {
                    continue;
                }

                string own = names.Unique(member.Name is { } written ? written + "_t" : $"anonymous{++anonymous}_t");
                bool isAnonymous = member.Name is null;
                found.Add(new NestedType(type, prefix + own, isAnonymous));
                if (type is RecordType nested && isAnonymous)
                {
                    CollectMembers(nested);
                }
                else if (type is RecordType named)
                {
                    Collect(named, own, prefix + own + ".", found, seen);
                }
            }
        }
    }

    /// <summary>
    /// Returns the type inside arrays, pointers and typedefs. A struct whose only typedef names its pointers or arrays still counts as
    /// unnamed.
    /// </summary>
    public static CType Innermost(CType type)
    {
        while (true)
        {
            switch (type)
            {
                case ArrayType array:
                    type = array.Element.Type;
                    break;
                case PointerType pointer:
                    type = pointer.Pointee.Type;
                    break;
                case TypedefType typedef:
                    type = typedef.Target.Type;
                    break;
                default:
                    return type;
            }
        }
    }
}
