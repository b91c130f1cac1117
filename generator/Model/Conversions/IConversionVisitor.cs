namespace KoffiGen.Model.Conversions;

/// <summary>One method for each conversion that goes both ways: a new case does not compile until every visitor handles it.</summary>
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

/// <summary>One method for each conversion of a value that C gives, also for those that go one way.</summary>
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
