using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Received;
using KoffiGen.Marshalling.Values;
using KoffiGen.Model;

namespace KoffiGen.Marshalling.Parameters;

/// <summary>Matchers for <c>out</c> and <c>ref</c> variables whose C type differs from the C# type.</summary>
internal static class OutputMatchers
{
    /// <summary>Matches an <c>out</c> or <c>ref</c> parameter with a pointer that C writes.</summary>
    public static Match<ArgumentModel> MatchPointer(ParameterPair pair)
    {
        if (pair.Pointee.Canonical is not PointerType inner || !pair.IsWritableReference || !pair.IsOneVariable)
        {
            return default;
        }

        bool isInout = pair.Declared.RefKind == ByRefKind.Ref;
        ReceivedRole role = isInout ? ReceivedRole.InoutParameter : ReceivedRole.OutParameter;
        ReceivedPair received = new(pair.Types, inner, pair.Managed, role, pair.Declared.Name) { Counts = pair.Counts };
        return ReceivedMatchers
            .Match(received)
            .Select<ArgumentModel>(form =>
                form.Handle is { } handle
                    ? new HandleOutput(pair.Identifier, handle)
                    : new ConvertedOutput(pair.Identifier, form.NativeType, form.ToManaged)
                    {
                        ToNative = isInout ? form.ToNative : null,
                        Disposal = form.Disposal,
                        FreesMembers = form.FreesMembers,
                        CopiesMemory = form.CopiesMemory,
                    }
            );
    }

    /// <summary>Matches an <c>out</c> or <c>ref</c> parameter with a value that needs a conversion.</summary>
    public static Match<ArgumentModel> MatchConverted(ParameterPair pair) =>
        pair.IsWritableReference
        && MemoryMatchers.IsOneElement(pair)
        && pair.Pointee.Canonical is not (BasicType { Kind: BasicTypeKind.WChar } or PointerType)
            ? ValueMatchers
                .Match(pair.Value with { Type = pair.Pointee })
                .Select<ArgumentModel>(form => new ConvertedOutput(pair.Identifier, form.NativeType, form.Conversion)
                {
                    ToNative = pair.Declared.RefKind == ByRefKind.Ref ? form.Conversion : null,
                })
            : default;
}
