using KoffiGen.CSharp;
using KoffiGen.Marshalling.Values;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling.Received;

/// <summary>The form in which C# receives a pointer.</summary>
/// <param name="NativeType">The blittable type of the pointer.</param>
internal sealed record ReceivedForm(NativeType NativeType, ToManagedConversion ToManaged)
{
    /// <summary>The conversion of the value that C# passes; <see langword="null"/> if the C# value does not hold the pointer.</summary>
    public Conversion? ToNative { get; init; }

    /// <summary>The disposer, called after the conversion; <see langword="null"/> if the library owns the memory.</summary>
    public DisposalModel? Disposal { get; init; }

    /// <summary>
    /// Whether C transfers ownership of members of the struct behind the pointer. They are freed after they are copied.
    /// </summary>
    public bool FreesMembers { get; init; }

    /// <summary>Whether the conversion copies memory that may belong to an argument.</summary>
    public bool CopiesMemory { get; init; }

    /// <summary>The SafeHandle that takes ownership of the pointer; <see langword="null"/> for other values.</summary>
    public OwningHandle? Handle { get; init; }

    /// <summary>Returns the form of a C# value that holds only the pointer, so that it can also be passed to C.</summary>
    public static ReceivedForm Address(ValueForm value) => new(value.NativeType, value.Conversion) { ToNative = value.Conversion };
}
