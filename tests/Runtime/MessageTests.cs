using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary>The messages of failed checks name the C function and the C# method.</summary>
[TestFixture]
public sealed class MessageTests
{
    private const string Function = "'f' (Native.F)";

    private static TestCaseData[] Checks() =>
        [
            Check<ArgumentException>("requires at least 4 bytes", static () => CountedMemory.CheckMinimum(3, 4, "data", Function, "bytes")),
            Check<ArgumentException>("but there are 3", static () => CountedMemory.CheckMinimumOrNone(3, 4, "data", Function)),
            Check<ArgumentException>("lengths are 2 and 1", static () => CountedMemory.CheckLength(1, "left", 2, "right", Function)),
            Check<ArgumentException>("lengths are 2 and 1", static () => CountedMemory.CheckLengthOrNone(1, "left", 2, "right", Function)),
            Check<ArgumentException>("rows of 3 elements", static () => CountedMemory.CountRows(7, 3, "rows", Function)),
            Check<OverflowException>("'count'", static () => CountedMemory.Length(-1L, "count", Function)),
            Check<OverflowException>("'count'", static () => CountedMemory.Length(ulong.MaxValue, "count", Function)),
            Check<InvalidOperationException>("NULL", static () => throw NativeFunction.NullPointer(Function)),
            Check<ObjectDisposedException>("memory", static () => MemoryArgument.GetAddress(Freed(), Function)),
            Check<ObjectDisposedException>("memory", static () => PointerHold.Create(Freed(), Function)),
            Check<ArgumentException>("index 1", static () => FixedText.Write("a\0", new byte[4].AsSpan(), "name", Function)),
            Check<ArgumentException>("needs 5 characters", static () => FixedText.Write("four", new uint[4].AsSpan(), "name", Function)),
            Check<ArgumentException>("index 0", static () => default(NativeScope).Wide("\0", "name", Function)),
            Check<ArgumentException>("'flags' has room for 1", static () => NativeArray.CheckLength(2, 1, "flags", Function)),
            Check<ArgumentException>("'values'", static () => NativeArray.CheckCount(2, new int[1], "values", Function)),
            Check<KoffiErrorException>("returned -1", static () => throw NativeError.Create("f", Function, -1, 0)),
        ];

    [TestCaseSource(nameof(Checks))]
    public void A_failed_check_names_the_function(Type exception, string part, Action check) =>
        Assert.That(check, Throws.TypeOf(exception).With.Message.Contains(Function).And.Message.Contains(part));

    [Test]
    public void The_function_of_an_error_is_that_of_C() => Assert.That(NativeError.Create("f", Function, -1, 0).Function, Is.EqualTo("f"));

    private static TestCaseData Check<TException>(string part, Action check) => new(typeof(TException), part, check);

    private static KoffiMemory<int> Freed()
    {
        KoffiMemory<int> memory = Koffi.Alloc<int>();
        memory.Dispose();
        return memory;
    }
}
