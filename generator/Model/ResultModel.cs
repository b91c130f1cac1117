using KoffiGen.CSharp;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Model;

/// <summary>The result of the native call, and its conversion to the C# result.</summary>
/// <param name="NativeType">The blittable type in the signature of the function pointer.</param>
/// <param name="ManagedType">The return type of the C# method.</param>
/// <param name="ToManaged">
/// The conversion of the native result. A local variable holds that result if the conversion uses it more than once.
/// </param>
internal sealed record ResultModel(NativeType NativeType, CSharpType ManagedType, ToManagedConversion ToManaged)
{
    public static readonly ResultModel Void = new(NativeType.Void, CSharpType.Void, Conversion.Identity);

    /// <summary>
    /// Whether C transfers ownership of members of the struct that it returns or points to. They are freed after they are copied.
    /// </summary>
    public bool FreesMembers { get; init; }

    /// <summary>
    /// The disposer of the memory behind the result, called after the conversion; <see langword="null"/> if the library owns the memory.
    /// </summary>
    public DisposalModel? Disposal { get; init; }

    /// <summary>
    /// Whether the conversion copies memory that may belong to an argument, as in <c>strchr</c>, and that must stay valid until then.
    /// </summary>
    public bool CopiesMemory { get; init; }

    /// <summary>The SafeHandle that takes ownership of the result; <see langword="null"/> for other results.</summary>
    public OwningHandle? Handle { get; init; }
}
