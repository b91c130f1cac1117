namespace KoffiGen.Tests.Generator;

/// <summary>Tests of the code that closes a handle, which other calls may be using.</summary>
internal sealed class ClosingTests
{
    private const string Deferred = "if (!__db_argument.TryConsume(__function, out nint __db_native))";
    private const string Consumed = "nint __db_native = __db_argument.Consume(__function);";
    private const string Waiting = "nint __db_native = __db_argument.Consume(__function, waitsForCalls: true);";

    [TestCase("void db_close(db *db)", "", Deferred)]
    [TestCase("int db_close(db *db)", "", Consumed)]
    [TestCase("void db_close(db *db, int flags)", "", Consumed)]
    [TestCase("void db_take(db *! db)", "", Consumed)]
    [TestCase("void db_close(db *db)", "WaitsForCalls = true", Waiting)]
    [TestCase("int db_close(db *db)", "WaitsForCalls = true", Waiting)]
    public void A_handle_in_use_is_closed_by_the_kind_of_function(string prototype, string option, string generated)
    {
        string attribute = option.Length == 0 ? "" : $", {option}";
        Assert.That(Generate($"[KoffiImport(\"{prototype}\"{attribute})]"), Does.Contain(generated));
    }

    [Test]
    public void A_call_with_several_handles_reserves_all_after_it_has_acquired_the_others()
    {
        string text = Generate("[KoffiImport(\"int merge(db *! one, db *! two, db *into)\")]");
        string[] order =
        [
            "__into_argument.Acquire(__function)",
            "__one_argument.Reserve(__function)",
            "__two_argument.Reserve(__function)",
            "__one_argument.Complete()",
            "__two_argument.Complete()",
        ];
        Assert.That(order.Select(call => text.IndexOf(call, StringComparison.Ordinal)), Is.Ordered.And.All.GreaterThan(0), text);
    }

    [TestCase("void db_close(db *db)", "if (!db.TryConsume(__function, out nint __db_native))")]
    [TestCase("int db_close(db *db)", "nint __db_native = db.Consume(__function);")]
    [TestCase("int merge(db *! db, db *! two)", "nint __db_native = db.Reserve(__function);")]
    public void An_asynchronous_call_follows_the_same_rules_when_it_begins(string prototype, string generated) =>
        Assert.That(Generate($"[KoffiImport(\"{prototype}\", Async = true)]"), Does.Contain(generated));

    [Test]
    public void A_directive_makes_functions_wait()
    {
        const string File = """
            #pragma koffi waitsforcalls(db_*)
            opaque db !(db_close);
            int db_close(db *db);
            int take(db *! db);
            """;
        string text = GeneratorHarness.Run([new MemoryFile("db.koffi", File)]).Text("db.koffi.g.cs");
        Assert.That(text, Does.Contain(Waiting).And.Contain(Consumed));
    }

    private static string Generate(string attribute) =>
        string.Concat(
            GeneratorHarness
                .Run([], $"[KoffiLibrary(\"db\")] [KoffiDefine(\"opaque db !(db_close);\")] {attribute} static partial class Db;")
                .Result.GeneratedSources.Select(static source => source.SourceText.ToString())
        );
}
