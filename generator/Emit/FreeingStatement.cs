using KoffiGen.CSharp;

namespace KoffiGen.Emit;

/// <summary>A statement that frees something.</summary>
/// <param name="Call">The call.</param>
/// <param name="Condition">Whether there is something to free; <see langword="null"/> if the call accepts NULL.</param>
/// <param name="MayThrow">Whether it runs the user's code.</param>
/// <param name="Loop">The head of the loop around it, if it frees several elements.</param>
internal readonly record struct FreeingStatement(string Call, string? Condition = null, bool MayThrow = false, string? Loop = null)
{
    /// <summary>Frees the members that C has transferred with a struct.</summary>
    /// <param name="type">The struct, or a pointer to it: behind NULL there is nothing to free.</param>
    public static FreeingStatement Members(NativeType type, string value) =>
        new(
            type.IsPointer
                ? $"if ({value} != null) {value}->{ManagedFormMembers.FreeOwned}();"
                : $"{value}.{ManagedFormMembers.FreeOwned}();"
        );

    /// <summary>A C# method frees the pointer.</summary>
    public static FreeingStatement Managed(ManagedDisposer method, string pointer) =>
        new($"{method.Name}({pointer});", $"{pointer} != 0", MayThrow: true);
}
