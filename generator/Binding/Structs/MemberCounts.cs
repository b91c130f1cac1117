using KoffiGen.C;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Numbers;

namespace KoffiGen.Binding.Structs;

/// <summary>Counts of the elements of struct members, which come from other members of the struct.</summary>
/// <param name="findCounter">Returns the member of C# that counts; <see langword="null"/> if a member cannot count.</param>
internal sealed class MemberCounts(RecordType record, Func<string, CounterModel?> findCounter) : ElementCounts
{
    protected override Number? Value(ParameterCount count) =>
        findCounter(count.Name.Text) is { } counter
            ? new ArgumentNumber(
                counter.Member,
                NumberPlace.Value,
                counter.Form == CounterForm.CLong ? NumberForm.CLong : NumberForm.Integer
            )
            : null;

    protected override CType? TypeOf(ParameterCount count) =>
        record.MembersByName.TryGetValue(count.Name.Text, out RecordMember? member) ? member.Type.Type : null;

    protected override bool IsWritten(ParameterCount count) => false;

    protected override bool IsPassed(ParameterCount count) => true;
}
