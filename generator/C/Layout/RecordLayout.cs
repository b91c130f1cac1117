using System.Collections.Immutable;

namespace KoffiGen.C.Layout;

/// <param name="Size">In bytes, as <c>sizeof</c> says.</param>
/// <param name="Alignment">In bytes, as <c>alignof</c> says of a member of that type.</param>
internal readonly record struct TypeLayout(long Size, int Alignment);

/// <summary>Where a struct's or union's members are.</summary>
internal sealed record RecordLayout(long Size, int Alignment, ImmutableArray<MemberLayout> Members);

/// <summary>Where one member is.</summary>
/// <param name="Offset">In bytes; of a bit-field, that of its storage unit.</param>
/// <param name="BitOffset">Of a bit-field: its lowest bit in the little-endian storage unit.</param>
/// <param name="BitWidth">Of a bit-field: its width.</param>
/// <param name="StorageSize">The bytes that an access needs: the member's size, or that of the bit-field's storage unit.</param>
internal sealed record MemberLayout(RecordMember Member, long Offset, int BitOffset, int? BitWidth, long StorageSize);
