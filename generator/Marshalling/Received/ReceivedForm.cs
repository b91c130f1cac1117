using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling.Received;

/// <summary>How a pointer that C gives becomes a C# value.</summary>
/// <param name="NativeType">The type of the pointer.</param>
internal sealed record ReceivedForm(NativeType NativeType, ToManagedConversion ToManaged)
{
    /// <summary>The conversion of the value that C# passes; <see langword="null"/> where the C# value does not hold the pointer.</summary>
    public Conversion? ToNative { get; init; }

    /// <summary>The function or method that frees the memory once it has been converted.</summary>
    public DisposalModel? Disposal { get; init; }

    /// <summary>Whether C transfers ownership of members of the struct behind the pointer, which are freed once they are copied.</summary>
    public bool FreesMembers { get; init; }

    /// <summary>Whether the conversion copies memory that may belong to an argument.</summary>
    public bool CopiesMemory { get; init; }

    /// <summary>The SafeHandle class that takes ownership of the pointer.</summary>
    public CSharpType? Handle { get; init; }

    /// <summary>The function that closes the handle, where it is the library's own.</summary>
    public SymbolModel? HandleDisposer { get; init; }

    /// <summary>A C# value that holds the pointer and nothing else.</summary>
    public static ReceivedForm Address(Conversion conversion) => new(NativeType.IntPtr, conversion) { ToNative = conversion };
}
