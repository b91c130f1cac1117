using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Defaults;
using KoffiGen.Marshalling.Values;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling.Received;

/// <summary>Matches the result of a C function, or a parameter of a callback, with the C# type that represents it.</summary>
internal sealed class ResultMarshaller(TypeMatcher types)
{
    /// <param name="counts">The numbers that can be the count of the result.</param>
    /// <returns><see langword="null"/> if the types do not match.</returns>
    public ResultModel? Match(CType type, CSharpType managed, ElementCounts? counts = null) =>
        type.Canonical switch
        {
            VoidType => managed.IsVoid ? ResultModel.Void : null,
            PointerType pointer when managed.IsVoid => Drop(pointer),
            PointerType pointer => MatchPointer(pointer, managed, counts),
            _ => MatchManagedForm(type, managed) ?? MatchValue(type, managed),
        };

    /// <summary>
    /// Returns a result that C# ignores. Owned memory is freed; the type of a handle names the function that closes it.
    /// </summary>
    private ResultModel Drop(PointerType pointer) =>
        new(NativeType.IntPtr, CSharpType.Void, Conversion.Identity) { Disposal = types.FindDisposal(pointer) };

    private ResultModel? MatchPointer(PointerType pointer, CSharpType managed, ElementCounts? counts) =>
        ReceivedMatchers.Match(new ReceivedPair(types, pointer, managed, ReceivedRole.Result) { Counts = counts }) is { } form
            ? new ResultModel(form.NativeType, managed, form.ToManaged)
            {
                Disposal = form.Disposal,
                FreesMembers = form.FreesMembers,
                CopiesMemory = form.CopiesMemory,
                Handle = form.Handle,
            }
            : null;

    // The strings of the struct may belong to an argument, so they are copied before the argument is released.
    private ResultModel? MatchManagedForm(CType type, CSharpType managed) =>
        types.FindManagedForm(type, managed) is { } generated
            ? new ResultModel(NativeType.Of(generated.Type), managed, new ReadManagedFormConversion())
            {
                CopiesMemory = true,
                FreesMembers = types.OwnsMemory(type),
            }
            : null;

    private ResultModel? MatchValue(CType type, CSharpType managed)
    {
        CSharpType received = managed.IsVoid ? DefaultResults.Find(types, type) ?? managed : managed;
        return ValueMatchers.Match(new ValuePair(types, type, received, "result")) is { } form
            ? new ResultModel(form.NativeType, managed, form.Conversion)
            : null;
    }
}
