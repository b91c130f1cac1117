namespace KoffiGen;

/// <summary>A C <c>bool</c> in an array: one byte, which is false if it is 0. It converts to <see cref="bool"/> and back.</summary>
public readonly struct NativeBool : IEquatable<NativeBool>
{
    private readonly byte _value;

    private NativeBool(byte value) => _value = value;

    /// <summary>Converts to a C# <c>bool</c>.</summary>
    public static implicit operator bool(NativeBool value) => value._value != 0;

    /// <summary>Converts from a C# <c>bool</c>.</summary>
    public static implicit operator NativeBool(bool value) => new(value ? (byte)1 : (byte)0);

    /// <summary>Whether both values are true or both are false.</summary>
    public static bool operator ==(NativeBool left, NativeBool right) => (bool)left == (bool)right;

    /// <summary>Whether one value is true and the other is false.</summary>
    public static bool operator !=(NativeBool left, NativeBool right) => (bool)left != (bool)right;

    /// <summary>Converts from a C# <c>bool</c>.</summary>
    public static NativeBool FromBoolean(bool value) => value;

    /// <summary>Converts to a C# <c>bool</c>.</summary>
    public bool ToBoolean() => this;

    /// <inheritdoc/>
    public bool Equals(NativeBool other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NativeBool other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((bool)this).GetHashCode();

    /// <summary>Returns <c>True</c> or <c>False</c>.</summary>
    public override string ToString() => ((bool)this).ToString();
}
