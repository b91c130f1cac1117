using KoffiGen.Emit;

namespace KoffiGen.Tests.Generator;

/// <summary>The names that messages of exceptions have for functions.</summary>
[TestFixture]
internal sealed class MessageSubjectTests
{
    [TestCase("chdir", "Libc.ChangeDirectory", "'chdir' (Libc.ChangeDirectory)")]
    [TestCase("chdir", "chdir", "'chdir'")]
    [TestCase(null, "ComparePointer.Invoke", "'ComparePointer.Invoke'")]
    public void A_function_is_named_in_C_and_in_CSharp(string? symbol, string member, string description) =>
        Assert.That(MessageSubject.Describe(symbol, member), Is.EqualTo(description));

    [Test]
    public void A_constant_is_declared_only_where_it_is_used()
    {
        MessageSubject subject = new("'f' (Native.F)", "__function");
        Assert.That(subject.IsUsed, Is.False);
        Assert.That(subject.Expression, Is.EqualTo("__function"));
        Assert.That(subject.IsUsed, Is.True);
        Assert.That(subject.Declaration, Is.EqualTo("const string __function = \"'f' (Native.F)\";"));
        Assert.That(new MessageSubject("'f' (Native.F)").Expression, Is.EqualTo("\"'f' (Native.F)\""));
    }
}
