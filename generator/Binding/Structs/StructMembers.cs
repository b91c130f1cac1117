using KoffiGen.CSharp;
using KoffiGen.Model;

namespace KoffiGen.Binding.Structs;

/// <summary>The members of a bound struct, by what they belong to.</summary>
internal sealed class StructMembers
{
    private readonly Dictionary<string, MemberModel> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TextMember> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CountedMember> _counted = new(StringComparer.Ordinal);
    private readonly Dictionary<NativeType, HiddenMember> _hidden = [];
    private readonly ILookup<string, ForwardedMember> _forwarded;

    public StructMembers(StructModel model)
    {
        _forwarded = model.Members.OfType<ForwardedMember>().ToLookup(static member => member.Holder, StringComparer.Ordinal);
        foreach (MemberModel member in model.Members)
        {
            AddFirst(_byName, member.Name, member);
            switch (member)
            {
                case TextMember text:
                    AddFirst(_texts, text.Array, text);
                    break;
                case CountedMember counted:
                    AddFirst(_counted, counted.Pointer, counted);
                    break;
                case HiddenMember hidden:
                    AddFirst(_hidden, hidden.Type, hidden);
                    break;
            }
        }
    }

    public MemberModel? Find(string name) => _byName.TryGetValue(name, out MemberModel? found) ? found : null;

    /// <summary>Returns the string of a character array.</summary>
    public TextMember? FindText(string array) => _texts.TryGetValue(array, out TextMember? found) ? found : null;

    /// <summary>Returns the span of a counted pointer.</summary>
    public CountedMember? FindCounted(string pointer) => _counted.TryGetValue(pointer, out CountedMember? found) ? found : null;

    public HiddenMember? FindHidden(NativeType type) => _hidden.TryGetValue(type, out HiddenMember? found) ? found : null;

    public IEnumerable<ForwardedMember> FindForwarded(string holder) => _forwarded[holder];

    private static void AddFirst<TKey, TMember>(Dictionary<TKey, TMember> members, TKey key, TMember member)
    {
        if (!members.ContainsKey(key))
        {
            members.Add(key, member);
        }
    }
}
