using System.Collections.Immutable;

namespace KoffiGen.C.Layout;

/// <param name="Size">In bytes, as of <c>sizeof</c>.</param>
/// <param name="Alignment">In bytes, of a member of the type.</param>
internal readonly record struct TypeLayout(long Size, int Alignment);

/// <summary>The layout of a struct or union.</summary>
internal sealed record RecordLayout(long Size, int Alignment, ImmutableArray<MemberLayout> Members)
{
    private Dictionary<string, MemberLayout>? _byName;

    /// <summary>Returns the place of the member with the name.</summary>
    public MemberLayout? Find(string name)
    {
        if (_byName is null)
        {
            Dictionary<string, MemberLayout> byName = new(StringComparer.Ordinal);
            foreach (MemberLayout member in Members)
            {
                if (member.Member.Name is { } own && !byName.ContainsKey(own))
                {
                    byName.Add(own, member);
                }
            }

            _byName = byName;
        }

        return _byName.TryGetValue(name, out MemberLayout? found) ? found : null;
    }
}

/// <summary>The place of one member in a struct or union.</summary>
/// <param name="Offset">In bytes; for a bit-field, the offset of its storage unit.</param>
/// <param name="BitOffset">The lowest bit of a bit-field in its little-endian storage unit.</param>
/// <param name="BitWidth">The width of a bit-field; <see langword="null"/> for other members.</param>
/// <param name="StorageSize">In bytes, of the member or of the bit-field's storage unit.</param>
internal sealed record MemberLayout(RecordMember Member, long Offset, int BitOffset, int? BitWidth, long StorageSize);
