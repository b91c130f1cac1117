namespace KoffiGen.Analyzers;

/// <summary>Which functions keep the callbacks that they are given, as far as their names tell.</summary>
internal static class KeptCallbackNames
{
    private static readonly HashSet<string> Keeping = new(StringComparer.Ordinal) { "set", "register", "on" };

    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "callback", "handler", "hook", "register" };

    // C libraries have sets, too, and functions that call a handler, or forget it.
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

    // What they are for: the names of the standards' say nothing.
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
    /// Whether the C function looks like one that keeps a callback: <c>sqlite3_set_handler</c>, <c>glfwSetKeyCallback</c>, <c>lib_on_close</c>, <c>sqlite3_update_hook</c>; or is
    /// known to be one: <c>atexit</c>.
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

    /// <summary>The words of a name, in small letters: <c>glfwSetKeyCallback</c> has four, <c>XSetErrorHandler</c> has four, <c>URLSetHook</c> has three.</summary>
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
