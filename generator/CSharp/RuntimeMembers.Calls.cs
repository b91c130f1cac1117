using KoffiGen.C;

namespace KoffiGen.CSharp;

// Members that convert arguments and results, and that surround the native call.
internal static partial class RuntimeMembers
{
    internal static class AsynchronousCall
    {
        public const string Type = ServicesNamespace + "AsynchronousCall";
        public const string Acquire = nameof(Acquire);
        public const string Invoke = nameof(Invoke);
        public const string Release = nameof(Release);
        public const string Start = nameof(Start);
        public const string StartWithoutResult = nameof(StartWithoutResult);
    }

    internal static class CheckedInteger
    {
        public const string Type = ServicesNamespace + "CheckedInteger";
        public const string Convert = Type + "." + nameof(Convert);
        public const string FromCLong = Type + "." + nameof(FromCLong);
        public const string FromCULong = Type + "." + nameof(FromCULong);
        public const string ToCLong = Type + "." + nameof(ToCLong);
        public const string ToCULong = Type + "." + nameof(ToCULong);
    }

    internal static class CountedMemory
    {
        public const string Type = ServicesNamespace + "CountedMemory";
        public const string CheckLength = Type + "." + nameof(CheckLength);
        public const string CheckLengthOrNone = Type + "." + nameof(CheckLengthOrNone);
        public const string CheckMinimum = Type + "." + nameof(CheckMinimum);
        public const string CheckMinimumOrNone = Type + "." + nameof(CheckMinimumOrNone);
        public const string CountRows = Type + "." + nameof(CountRows);
        public const string Length = Type + "." + nameof(Length);
        public const string LongLength = Type + "." + nameof(LongLength);
        public const string ToStrings = Type + "." + nameof(ToStrings);
    }

    internal static class HandleArgument
    {
        public const string Type = ServicesNamespace + "HandleArgument";
        public const string Acquire = nameof(Acquire);
        public const string Complete = nameof(Complete);
        public const string Consume = nameof(Consume);
        public const string Hold = nameof(Hold);
        public const string Release = nameof(Release);
        public const string Reserve = nameof(Reserve);
        public const string ReserveForLater = nameof(ReserveForLater);
        public const string TryConsume = nameof(TryConsume);
    }

    internal static class HandleReservation
    {
        public const string Type = ServicesNamespace + "HandleReservation";
        public const string Create = Type + "." + nameof(Create);
        public const string Release = nameof(Release);
    }

    internal static class LengthArithmetic
    {
        public const string Type = ServicesNamespace + "LengthArithmetic";
        public const string Add = Type + "." + nameof(Add);
        public const string Divide = Type + "." + nameof(Divide);
        public const string Integer = Type + "." + nameof(Integer);
        public const string Multiply = Type + "." + nameof(Multiply);
        public const string Remainder = Type + "." + nameof(Remainder);
        public const string ShiftLeft = Type + "." + nameof(ShiftLeft);
        public const string ShiftRight = Type + "." + nameof(ShiftRight);
        public const string Subtract = Type + "." + nameof(Subtract);
    }

    internal static class NativeAlignment
    {
        public const string Type = ServicesNamespace + "NativeAlignment";
        public const string AlignUp = Type + "." + nameof(AlignUp);
        public const string Check = Type + "." + nameof(Check);
        public const string Copy = Type + "." + nameof(Copy);
        public const string IsAligned = Type + "." + nameof(IsAligned);
        public const string Rebase = Type + "." + nameof(Rebase);
    }

    internal static class NativeByteOrder
    {
        public const string Type = ServicesNamespace + "NativeByteOrder";
        public const string Big = Type + "." + nameof(Big);
        public const string Little = Type + "." + nameof(Little);
    }

    internal static class NativeCharacter
    {
        public const string Type = ServicesNamespace + "NativeCharacter";
        public const string ToRune = Type + "." + nameof(ToRune);
        public const string Wide = Type + "." + nameof(Wide);
    }

    internal static class NativeError
    {
        public const string Type = ServicesNamespace + "NativeError";
        public const string Create = Type + "." + nameof(Create);
    }

    internal static class NativeString
    {
        public const string Type = ServicesNamespace + "NativeString";
        public const string FromUtf16 = Type + "." + nameof(FromUtf16);
        public const string FromUtf32 = Type + "." + nameof(FromUtf32);
        public const string FromUtf8 = Type + "." + nameof(FromUtf8);
        public const string FromWide = Type + "." + nameof(FromWide);
    }

    internal static class NativeTextEncoding
    {
        public const string Type = ServicesNamespace + "NativeTextEncoding";

        public static string Value(TextEncoding value) => $"{Type}.{value}";
    }

    internal static class NativeVariadic
    {
        public const string Type = ServicesNamespace + "NativeVariadic";
        public const string Call = Type + "." + nameof(Call);
        public const string Single = Type + "." + nameof(Single);
    }

    internal static class PointerHold
    {
        public const string Type = ServicesNamespace + "PointerHold";
        public const string Create = Type + "." + nameof(Create);
        public const string Release = nameof(Release);
        public const string Value = nameof(Value);
    }

    internal static class TextArrayArgument
    {
        public const string Type = ServicesNamespace + "TextArrayArgument";
        public const string Acquire = nameof(Acquire);
        public const string Release = nameof(Release);
    }

    internal static class TextBufferArgument
    {
        public const string Type = ServicesNamespace + "TextBufferArgument";
        public const string Acquire = nameof(Acquire);
        public const string Read = nameof(Read);
        public const string Release = nameof(Release);
    }

    internal static class Utf16Argument
    {
        public const string Type = ServicesNamespace + "Utf16Argument";
        public const string Validate = Type + "." + nameof(Validate);
        public const string Dispose = nameof(Dispose);
    }

    internal static class Utf32Argument
    {
        public const string Type = ServicesNamespace + "Utf32Argument";
        public const string Dispose = nameof(Dispose);
    }

    internal static class Utf8Argument
    {
        public const string Type = ServicesNamespace + "Utf8Argument";
        public const string Dispose = nameof(Dispose);
    }

    internal static class WideArgument
    {
        public const string Type = ServicesNamespace + "WideArgument";
        public const string Dispose = nameof(Dispose);
    }
}
