using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace KoffiGen.NativeTests;

/// <summary>Assertions of the cases. They use no reflection, so they work with NativeAOT.</summary>
internal static class Check
{
    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string expression = "")
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new CheckFailedException($"{expression} should be <{Show(expected)}>, and is <{Show(actual)}>.");
        }
    }

    public static void Sequence<T>(
        ReadOnlySpan<T> expected,
        ReadOnlySpan<T> actual,
        [CallerArgumentExpression(nameof(actual))] string expression = ""
    )
    {
        if (!expected.SequenceEqual(actual))
        {
            throw new CheckFailedException(
                $"{expression} should be [{string.Join(", ", expected.ToArray())}], and is [{string.Join(", ", actual.ToArray())}]."
            );
        }
    }

    public static void True([DoesNotReturnIf(false)] bool condition, [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        if (!condition)
        {
            throw new CheckFailedException($"{expression} should be true.");
        }
    }

    public static T Throws<T>(Action action, [CallerArgumentExpression(nameof(action))] string expression = "")
        where T : Exception
    {
        try
        {
            action();
        }
        catch (T exception) when (exception.GetType() == typeof(T))
        {
            return exception;
        }

        throw new CheckFailedException($"{expression} should throw {typeof(T).Name}, and throws nothing.");
    }

    public static async Task<T> ThrowsAsync<T>(Func<Task> action, [CallerArgumentExpression(nameof(action))] string expression = "")
        where T : Exception
    {
        try
        {
            await action();
        }
        catch (T exception) when (exception.GetType() == typeof(T))
        {
            return exception;
        }

        throw new CheckFailedException($"{expression} should throw {typeof(T).Name}, and throws nothing.");
    }

    /// <summary>Checks that the action does not allocate on the managed heap, except in its first call.</summary>
    public static void DoesNotAllocate(Action action, [CallerArgumentExpression(nameof(action))] string expression = "")
    {
        for (int round = 0; round < 3; round++)
        {
            action();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 100; round++)
        {
            action();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated != 0)
        {
            throw new CheckFailedException($"{expression} should not allocate: 100 calls took {allocated} bytes.");
        }
    }

    private static string Show<T>(T value) =>
        value is null ? "null"
        : value is string text && text.Length > 200 ? $"{text[..200]}…"
        : value.ToString() ?? "";
}

/// <summary>The exception of a failed check.</summary>
internal sealed class CheckFailedException(string message) : Exception(message);
