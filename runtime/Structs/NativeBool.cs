namespace KoffiGen;

/// <summary>A <c>bool</c> of C in an array: one byte, which is false if it is 0. It converts to <see cref="bool"/> and back.</summary>
public readonly struct NativeBool : IEquatable<NativeBool>
{
    private readonly byte _value;

    private NativeBool(byte value) => _value = value;

    /// <summary>The value as C# has it.</summary>
    public static implicit operator bool(NativeBool value) => value._value != 0;

    /// <summary>The value as C has it.</summary>
    public static implicit operator NativeBool(bool value) => new(value ? (byte)1 : (byte)0);

    /// <summary>Both are true, or both are false.</summary>
    public static bool operator ==(NativeBool left, NativeBool right) => (bool)left == (bool)right;

    /// <summary>One is true, and one is false.</summary>
    public static bool operator !=(NativeBool left, NativeBool right) => (bool)left != (bool)right;

    /// <summary>The value as C has it.</summary>
    public static NativeBool FromBoolean(bool value) => value;

    /// <summary>The value as C# has it.</summary>
    public bool ToBoolean() => this;

    /// <inheritdoc/>
    public bool Equals(NativeBool other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NativeBool other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((bool)this).GetHashCode();

    /// <summary><c>True</c> or <c>False</c>.</summary>
    public override string ToString() => ((bool)this).ToString();
}
