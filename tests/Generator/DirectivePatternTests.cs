namespace KoffiGen.Tests.Generator;

/// <summary>Tests that a directive with a pattern applies to the matching functions that it can apply to.</summary>
internal sealed class DirectivePatternTests
{
    private const string Declarations = """
        #pragma koffi class(Db) strip("db_") case(pascal)
        int db_exec(const char *sql);
        void db_reset(void);
        char *db_name(void);
        int db_print(const char *format, ...);
        int other(void);
        """;

    [TestCase("lasterror(db_*)", ".LastError = ", 4)]
    [TestCase("lasterror(db_exec, other)", ".LastError = ", 2)]
    [TestCase("optional(db_????)", "Available => global::", 2)]
    [TestCase("async(*)", "Async(", 4)]
    [TestCase("throw(negative, *)", "NativeError.Create(", 3)]
    [TestCase("throw(nonzero, *) throw(null, db_name)", "NativeError.Create(", 4)]
    [TestCase("owned(*)", "NativeMemoryOwner.Free(", 1)]
    public void A_pattern_applies_where_it_can(string directive, string generated, int count)
    {
        string text = GeneratorHarness
            .Run([new MemoryFile("db.koffi", $"#pragma koffi {directive}\n{Declarations}")])
            .Text("db.koffi.g.cs");
        Assert.That(text.Split(generated), Has.Length.EqualTo(count + 1), text);
    }

    [Test]
    public void The_last_condition_that_applies_is_used()
    {
        string text = GeneratorHarness
            .Run([new MemoryFile("db.koffi", $"#pragma koffi throw(nonzero, *) throw(negative, db_*) throw(null, *)\n{Declarations}")])
            .Text("db.koffi.g.cs");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Split(" < 0)"), Has.Length.EqualTo(3), text);
            Assert.That(text.Split(" != 0)"), Has.Length.EqualTo(2), text);
        }
    }
}
