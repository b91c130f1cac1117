namespace KoffiGen.NativeTests;

/// <summary>Integers and enums that C tests for zero, as <see langword="bool"/>: every value except zero is true.</summary>
public static partial class TruthCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("enum kt_answer { KT_NO, KT_YES, KT_MAYBE = 1 << 20 };")]
    internal static partial class Native
    {
        [KoffiImport("enum kt_answer Answer(int yes, unsigned char sure)")]
        public static partial bool Answer(bool yes, bool sure);

        [KoffiImport("enum kt_answer Answer(int yes, unsigned char sure)")]
        public static partial kt_answer AnswerOf(bool yes, bool sure);

        [KoffiImport("long long Negate(long value, _Out_ size_t *wasZero)")]
        public static partial bool Negate(bool value, out bool wasZero);
    }

    [NativeCase]
    public static void Every_number_other_than_zero_is_true()
    {
        Check.Equal(false, Native.Answer(false, true));
        Check.Equal(true, Native.Answer(true, true));

        // The value has no bit set in its low bytes.
        Check.Equal(true, Native.Answer(true, false));
        Check.Equal(Native.kt_answer.KT_MAYBE, Native.AnswerOf(true, false));
        Check.Equal(true, Native.Negate(false, out bool wasZero));
        Check.Equal(true, wasZero);
        Check.Equal(false, Native.Negate(true, out wasZero));
        Check.Equal(false, wasZero);
    }
}
