namespace KoffiGen.Tests.Declarations;

/// <summary>
/// Tests with the types that Koffi's own tests reject. Where Koffi throws or crashes, KoffiGen reports a diagnostic at a token.
/// </summary>
[TestFixture]
internal sealed class KoffiTypeErrorTests
{
    [TestCase("struct Node { struct Node *self; int a; };")]
    [TestCase("int f(int a[5]); int g(int a[]);")]
    [TestCase("enum E : uint64_t { A }; enum F : int { B }; enum G : short { C };")]
    public void Sound_types_are_accepted(string text) => DeclarationHarness.BindSound(text);

    [TestCase("struct Node { struct Node self; };", "KOFFI118 'self'")]
    [TestCase("int! f(void);", "KOFFI301 '!'")]
    [TestCase("typedef int Three[3]; Three f(void);", "KOFFI106 'f'")]
    [TestCase("typedef int Three[3]; int f(Three! a);", "KOFFI301 '!'")]
    [TestCase("int f(Nope a);", "KOFFI101 'Nope'")]
    [TestCase("int f(Nope *a, _Out_ Nope *b);", "KOFFI101 'Nope' KOFFI101 'Nope'")]
    [TestCase("enum E : float { A };", "KOFFI137 'float'")]
    public void Wrong_types_are_reported_at_their_token(string text, string expected) =>
        Assert.That(string.Join(" ", DeclarationHarness.Bind(text).Describe()), Is.EqualTo(expected));
}
