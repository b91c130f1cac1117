using System.Runtime.CompilerServices;

namespace KoffiGen.Text;

/// <summary>
/// The limits of the work on one text. Each stage receives the budget with the text and asks it before a recursion or an expansion, so that
/// no text makes the compiler hang or overflows its stack. What exceeds the budget is reported once, at the place.
/// </summary>
internal sealed class Budget(SourceText text)
{
    /// <summary>
    /// The maximum number of levels of a tree, which bounds the recursion over it. C requires 63 levels of parentheses and of structs
    /// (C23 5.2.5.2); each pair of parentheses with an operator takes two.
    /// </summary>
    public const int MaximumNesting = 128;

    /// <summary>The maximum depth of a type. C requires 12 levels of declarators and 63 of structs (C23 5.2.5.2).</summary>
    public const int MaximumTypeDepth = 64;

    /// <summary>
    /// The maximum number of parameters of a function, each of which may depend on each other one. C requires 127 (C23 5.2.5.2).
    /// </summary>
    public const int MaximumParameters = 255;

    private const int MinimumTokens = 1 << 16;

    private long _tokens = MinimumTokens + (16L * text.Content.Length);
    private int _nesting;

    /// <summary>Enters a nesting level, if the limit allows it. After each success, the caller must call <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        // The reserve of the runtime is enough for a few levels, so the stack is checked at some levels only.
        if (_nesting == MaximumNesting || ((_nesting & 7) == 0 && !HasStackLeft()))
        {
            return false;
        }

        _nesting++;
        return true;
    }

    public void Leave() => _nesting--;

    /// <summary>Takes the examination of one token by the expansion of a macro, if any are left.</summary>
    public bool TryTakeToken()
    {
        if (_tokens == 0)
        {
            return false;
        }

        _tokens--;
        return true;
    }

    /// <summary>
    /// Whether the stack has room for more levels. All levels fit into a stack of 256 KB, but the caller may have used a part of it, and a
    /// stack overflow ends the process.
    /// </summary>
    private static bool HasStackLeft()
    {
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
    }
}
