namespace KoffiGen.Analyzers;

/// <summary>Guesses from the names of C functions which of them keep their callbacks.</summary>
internal static class KeptCallbackNames
{
    private static readonly HashSet<string> Keeping = new(StringComparer.Ordinal) { "set", "register", "on" };

    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "callback", "handler", "hook", "register" };

    // A function with one of these words calls its callback before it returns, or removes it. 'set' can also be a data structure, as in
    // 'set_each'.
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "call",
        "invoke",
        "run",
        "with",
        "each",
        "foreach",
        "for",
        "visit",
        "walk",
        "iterate",
        "map",
        "filter",
        "sort",
        "find",
        "search",
        "scan",
        "any",
        "all",
        "remove",
        "clear",
        "unset",
        "unregister",
        "apply",
        "do",
        "execute",
        "perform",
    };

    // Standard functions that keep a callback although their names do not say so.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "atexit",
        "at_quick_exit",
        "signal",
        "pthread_atfork",
        "pthread_create",
        "pthread_key_create",
        "thrd_create",
        "tss_create",
    };

    /// <summary>
    /// Whether the name suggests that the C function keeps its callback (<c>glfwSetKeyCallback</c>, <c>lib_on_close</c>,
    /// <c>sqlite3_update_hook</c>), or is a known one (<c>atexit</c>).
    /// </summary>
    public static bool IsKeeping(string function)
    {
        if (Known.Contains(function))
        {
            return true;
        }

        List<string> words = Split(function);
        return words.Count > 1
            && !words.Any(Passing.Contains)
            && (words.Take(words.Count - 1).Any(Keeping.Contains) || Kept.Contains(words[words.Count - 1]));
    }

    /// <summary>
    /// Returns the words of a name in lower case: <c>glfwSetKeyCallback</c> has four, <c>XSetErrorHandler</c> has four, <c>URLSetHook</c>
    /// has three.
    /// </summary>
    private static List<string> Split(string name)
    {
        List<string> words = [];
        int start = 0;
        for (int index = 0; index <= name.Length; index++)
        {
            bool isEnd = index == name.Length || name[index] == '_';
            bool isCapital =
                !isEnd
                && index > start
                && char.IsUpper(name[index])
                && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1])));
            if (!isEnd && !isCapital)
            {
                continue;
            }

            if (index > start)
            {
                words.Add(name.Substring(start, index - start).ToLowerInvariant());
            }

            start = isEnd ? index + 1 : index;
        }

        return words;
    }
}
