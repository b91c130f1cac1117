namespace KoffiGen.Tests.Generator;

/// <summary>Tests of a library's variables as properties.</summary>
internal sealed class SymbolTests
{
    [Test]
    public void Properties_return_variables_by_reference()
    {
        GeneratorRun run = GeneratorHarness.Run(
            """
            [KoffiLibrary("settings")]
            [KoffiDefine("struct point { int x, y; }; opaque log;")]
            public static partial class Settings
            {
                [KoffiSymbol("int verbosity")] public static partial ref int Verbosity { get; }
                [KoffiSymbol("extern const double scale;")] internal static partial ref readonly double Scale { get; }
                [KoffiSymbol("const char *name", Optional = true)] public static partial ref Utf8Pointer Name { get; }
                [KoffiSymbol("void *data", EntryPoint = "user_data")] public static partial ref nint Data { get; }
                [KoffiSymbol("struct point origin")] public static partial ref point Origin { get; }
                [KoffiSymbol("int table[4][2]")] public static partial Span<int> Table { get; }
                [KoffiSymbol("const unsigned char key[16]")] public static partial ReadOnlySpan<byte> Key { get; }
                [KoffiSymbol("log *current")] public static partial ref log Current { get; }

                static bool Test() => IsNameAvailable;
            }
            """
        );
        Snapshots.Match(run);
    }
}
