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
    /// <param name="name">The name of the value in exceptions.</param>
    /// <param name="counts">The numbers that can be the count of the result.</param>
    /// <returns>The form of the result, or the reason why the types do not match.</returns>
    public Match<ResultModel> Match(CType type, CSharpType managed, string name, ElementCounts? counts = null)
    {
        Match<ResultModel> match = type.Canonical switch
        {
            VoidType => managed.IsVoid ? ResultModel.Void : default(Match<ResultModel>),
            PointerType pointer when managed.IsVoid => Drop(pointer),
            PointerType pointer => MatchPointer(pointer, managed, name, counts),
            _ => types.FindManagedForm(type, managed) is { } generated ? Copy(type, generated, managed) : MatchValue(type, managed, name),
        };
        return match.IsDecided ? match : Mismatch.OtherType;
    }

    /// <summary>
    /// Returns a result that C# ignores. Owned memory is freed; the type of a handle names the function that closes it.
    /// </summary>
    private ResultModel Drop(PointerType pointer) =>
        new(NativeType.IntPtr, CSharpType.Void, Conversion.Identity) { Disposal = types.FindDisposal(pointer) };

    private Match<ResultModel> MatchPointer(PointerType pointer, CSharpType managed, string name, ElementCounts? counts) =>
        ReceivedMatchers
            .Match(new ReceivedPair(types, pointer, managed, ReceivedRole.Result, name) { Counts = counts })
            .Select(form => new ResultModel(form.NativeType, managed, form.ToManaged)
            {
                Disposal = form.Disposal,
                FreesMembers = form.FreesMembers,
                CopiesMemory = form.CopiesMemory,
                Handle = form.Handle,
            });

    // The strings of the struct may belong to an argument, so they are copied before the argument is released.
    private ResultModel Copy(CType type, GeneratedType generated, CSharpType managed) =>
        new(NativeType.Of(generated.Type), managed, new ReadManagedFormConversion())
        {
            CopiesMemory = true,
            FreesMembers = types.OwnsMemory(type),
        };

    private Match<ResultModel> MatchValue(CType type, CSharpType managed, string name)
    {
        CSharpType received = managed.IsVoid ? DefaultResults.Find(types, type) ?? managed : managed;
        return ValueMatchers
            .Match(new ValuePair(types, type, received, name))
            .Select(form => new ResultModel(form.NativeType, managed, form.Conversion));
    }
}
