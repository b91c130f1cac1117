namespace KoffiGen.NativeTests;

/// <summary>Marks a case that runs under the JIT and as a NativeAOT program. It passes if it does not throw.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeCaseAttribute : Attribute
{
    /// <summary>Initializes the attribute of a case for every platform.</summary>
    public NativeCaseAttribute() { }

    /// <summary>Initializes the attribute of a case that applies to these platforms only.</summary>
    /// <param name="reason">The reason why it does not apply to the others. It is printed where the case is left out.</param>
    public NativeCaseAttribute(NativePlatforms platforms, string reason)
    {
        Platforms = platforms;
        Reason = reason;
    }

    public NativePlatforms Platforms { get; } = NativePlatforms.All;

    public string? Reason { get; }
}
