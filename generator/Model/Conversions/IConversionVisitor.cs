namespace KoffiGen.Model.Conversions;

/// <summary>
/// A visitor with one method for each two-way conversion, so that the compiler finds every visitor that a new conversion concerns.
/// </summary>
internal interface IConversionVisitor<T>
{
    T Visit(IdentityConversion conversion);

    T Visit(CastConversion conversion);

    T Visit(CheckedCastConversion conversion);

    T Visit(TruthValueConversion conversion);

    T Visit(SwapBytesConversion conversion);

    T Visit(RuneConversion conversion);

    T Visit(WideCharacterConversion conversion);

    T Visit(WrapPointerConversion conversion);

    T Visit(BitCastConversion conversion);
}

/// <summary>A visitor with one method for each conversion to C#, whether or not it also works in the other direction.</summary>
internal interface IToManagedConversionVisitor<T> : IConversionVisitor<T>
{
    T Visit(TextConversion conversion);

    T Visit(CountedTextConversion conversion);

    T Visit(CountedStringsConversion conversion);

    T Visit(CountedArrayConversion conversion);

    T Visit(SpanConversion conversion);

    T Visit(CopyConversion conversion);

    T Visit(ReadManagedFormConversion conversion);

    T Visit(PointerCastConversion conversion);

    T Visit(ReinterpretConversion conversion);
}
