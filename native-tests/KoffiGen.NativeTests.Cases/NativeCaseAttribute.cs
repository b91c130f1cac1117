namespace KoffiGen.NativeTests;

/// <summary>A case that runs under the JIT and as a NativeAOT program. It passes when it doesn't throw.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeCaseAttribute : Attribute;
