namespace KoffiGen.Tests.Generator;

/// <summary>A C function, a signature that C# may declare for it, and the call that is generated.</summary>
/// <param name="Native">The signature of the call, as <see cref="NativeCalls"/> reads it.</param>
/// <param name="Stages">What the method does, in the words of <see cref="CallStages"/>.</param>
internal sealed record SignatureRow(string Prototype, string Signature, string Native, string Stages)
{
    public override string ToString() => $"{Prototype} as {Signature}";
}
