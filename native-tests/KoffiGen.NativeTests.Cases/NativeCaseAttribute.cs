namespace KoffiGen.NativeTests;

/// <summary>Marks a case that runs under the JIT and as a NativeAOT program. It passes if it does not throw.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeCaseAttribute : Attribute;
