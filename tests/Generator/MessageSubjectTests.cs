using KoffiGen.Emit;

namespace KoffiGen.Tests.Generator;

/// <summary>The names that messages of exceptions have for functions.</summary>
[TestFixture]
internal sealed class MessageSubjectTests
{
    [TestCase("chdir", "Libc.ChangeDirectory", "'chdir' (Libc.ChangeDirectory)")]
    [TestCase("chdir", "chdir", "'chdir'")]
    [TestCase("lock", "@class.@lock", "'lock' (class.lock)")]
    [TestCase(null, "ComparePointer.Invoke", "'ComparePointer.Invoke'")]
    public void A_function_is_named_in_C_and_in_CSharp(string? symbol, string member, string description) =>
        Assert.That(new MessageSubject(symbol, member).Expression, Is.EqualTo($"\"{description}\""));

    [Test]
    public void A_constant_replaces_the_literal()
    {
        MessageSubject subject = new("f", "Native.F", "__function");
        Assert.That(subject.Expression, Is.EqualTo("__function"));
        Assert.That(subject.Declaration, Is.EqualTo("const string __function = \"'f' (Native.F)\";"));
    }

    [Test]
    public void Each_method_names_itself_although_they_share_a_symbol()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [KoffiDefine("opaque Item !(item_free); typedef int Twice(int);")]
            [KoffiImport("Item *!item_new(void)")]
            [KoffiImport("void item_free(Item *! item)", MethodName = "lock")]
            [KoffiImport("int abs(int x)", MethodName = "One")]
            [KoffiImport("int abs(int x)", MethodName = "Two")]
            [KoffiImport("int abs(int x)", MethodName = "Three", Async = true)]
            static partial class N;
            """
        );
        string text = run.Text("N.g.cs");
        foreach (string name in new[] { "'abs' (N.One)", "'abs' (N.Two)", "'abs' (N.ThreeAsync)", "'item_free' (N.lock)" })
        {
            Assert.That(text, Does.Contain($"const string __function = \"{name}\";"));
        }
    }

    [Test]
    public void A_value_of_a_callback_is_named_with_the_function_type_of_C()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            static partial class N
            {
                [KoffiImport("void each(ptrdiff_t (*visit)(ptrdiff_t position, ptrdiff_t *end))")]
                public static partial void Each(Visitor visit);

                public delegate int Visitor(int position, ref int end);

                [KoffiImport("void all(ptrdiff_t (*visit)(ptrdiff_t))")]
                public static partial void All(System.Func<int, int> visit);
            }
            """
        );
        string text = string.Join('\n', run.Result.GeneratedSources.Select(static source => source.SourceText.ToString()));
        Assert.That(text, Does.Contain("\"position\", \"'ptrdiff_t (ptrdiff_t position, ptrdiff_t *end)' (N.Visitor)\""));
        Assert.That(text, Does.Contain("\"end\", \"'ptrdiff_t (ptrdiff_t position, ptrdiff_t *end)' (N.Visitor)\""));
        Assert.That(text, Does.Contain("\"result\", \"'ptrdiff_t (ptrdiff_t position, ptrdiff_t *end)' (N.Visitor)\""));
        Assert.That(text, Does.Contain("\"arg\", \"'ptrdiff_t (ptrdiff_t)' (System.Func<int, int>)\""));
    }

    [TestCase("__function")]
    [TestCase("__address")]
    [TestCase("__result")]
    [TestCase("@__error")]
    public void Locals_do_not_have_the_name_of_any_parameter(string name)
    {
        GeneratorRun run = GeneratorHarness.Run(
            $$"""
            static partial class N
            {
                [KoffiImport("int printf(const char *format, ...)", ThrowOn = KoffiThrowOn.Negative)]
                public static partial int Print(string format, params ReadOnlySpan<KoffiArgument> {{name}});
            }
            """
        );
        Assert.That(run.Warnings, Is.Empty);
        Assert.That(run.Text("N.g.cs"), Does.Contain("const string ___function"));
    }
}
