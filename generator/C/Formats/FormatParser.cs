using KoffiGen.Text;

namespace KoffiGen.C.Formats;

/// <summary>Parses formats (C23 7.23.6.1 and 7.23.6.2). Malformed formats produce unknown conversions, never an exception.</summary>
internal sealed class FormatParser
{
    private readonly string _text;
    private readonly FormatKind _kind;
    private readonly List<FormatConversion> _conversions = [];
    private int _position;

    private FormatParser(string text, FormatKind kind)
    {
        _text = text;
        _kind = kind;
    }

    /// <summary>Returns the conversions that take an argument, in the order of the arguments.</summary>
    /// <returns><see langword="null"/> for a format that numbers its arguments (POSIX).</returns>
    public static IReadOnlyList<FormatConversion>? Parse(string text, FormatKind kind) => new FormatParser(text, kind).Parse();

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private List<FormatConversion>? Parse()
    {
        while ((_position = _text.IndexOf('%', _position)) >= 0)
        {
            int start = _position++;
            if (Current == '%')
            {
                _position++;
                continue;
            }

            bool isSuppressed = _kind == FormatKind.Scanf && Skip('*');
            if (!SkipWidth() || Current == '$')
            {
                return null;
            }

            // With the GNU modifier 'm', scanf allocates the memory and stores a pointer to it.
            bool isAllocated = _kind == FormatKind.Scanf && Skip('m');
            string length = ReadLength();
            char letter = Current;
            _position = Math.Min(_text.Length, _position + 1);
            if (letter == '[')
            {
                SkipSet();
            }

            // In syslog (POSIX) and in printf of glibc and musl, %m prints the message for errno and takes no argument.
            if (letter == 'm' && _kind == FormatKind.Printf && length.Length == 0)
            {
                continue;
            }

            if (!isSuppressed)
            {
                SourceSpan span = new(start, _position - start);
                FormatConversion conversion = Create(span, _text.Substring(start, span.Length), letter, length);
                _conversions.Add(isAllocated ? conversion with { Argument = FormatArgument.Pointer } : conversion);
            }
        }

        return _conversions;
    }

    /// <summary>Skips flags, width and precision.</summary>
    /// <returns><see langword="false"/> if the format numbers its arguments.</returns>
    private bool SkipWidth()
    {
        while (Current is '-' or '+' or ' ' or '#' or '0' or '\'')
        {
            _position++;
        }

        for (int part = 0; part < 2; part++)
        {
            if (_kind == FormatKind.Printf && Current == '*')
            {
                _conversions.Add(new FormatConversion(new SourceSpan(_position, 1), "*", FormatArgument.Number));
                _position++;
                if (char.IsDigit(Current))
                {
                    return false;
                }
            }

            while (char.IsDigit(Current))
            {
                _position++;
            }

            if (_kind == FormatKind.Scanf || !Skip('.'))
            {
                break;
            }
        }

        return true;
    }

    private bool Skip(char character)
    {
        if (Current != character)
        {
            return false;
        }

        _position++;
        return true;
    }

    private bool Skip(string characters)
    {
        if (string.CompareOrdinal(_text, _position, characters, 0, characters.Length) != 0)
        {
            return false;
        }

        _position += characters.Length;
        return true;
    }

    private string ReadLength()
    {
        // Microsoft's length modifiers.
        if (Skip("I64"))
        {
            return "ll";
        }

        if (Skip("I32"))
        {
            return "";
        }

        int start = _position;
        while (_position - start < 2 && Current is 'h' or 'l' or 'j' or 'z' or 't' or 'L' or 'q')
        {
            _position++;
        }

        return _text.Substring(start, _position - start);
    }

    // A closing bracket directly after the opening one is a member of the set.
    private void SkipSet()
    {
        Skip('^');
        Skip(']');
        while (_position < _text.Length && _text[_position++] != ']') { }
    }

    private FormatConversion Create(SourceSpan span, string text, char letter, string length)
    {
        bool isScanf = _kind == FormatKind.Scanf;
        switch (letter)
        {
            case 'd' or 'i' when Integer(length, isSigned: true) is { } type:
                return new FormatConversion(span, text, FormatArgument.Number, type);
            case 'u' or 'x' or 'X' or 'o' or 'b' or 'B' when Integer(length, isSigned: false) is { } type:
                return new FormatConversion(span, text, FormatArgument.Number, type) { HasAnySign = letter != 'u' };
            case 'a' or 'A' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G' when length is "" or "l" or "L":
                return new FormatConversion(
                    span,
                    text,
                    FormatArgument.Number,
                    length == "L" ? BasicTypeKind.LongDouble
                        : isScanf && length.Length == 0 ? BasicTypeKind.Float
                        : BasicTypeKind.Double
                );
            case 'c' when !isScanf && length is "" or "l":
                return new FormatConversion(span, text, FormatArgument.Number) { HasAnySign = true };
            case 'c' or 's' or '[' when length is "" or "l" && (isScanf || letter != '['):
                return new FormatConversion(span, text, length == "l" ? FormatArgument.WideText : FormatArgument.Text);
            case 'C' or 'S':
                return new FormatConversion(span, text, letter == 'C' && !isScanf ? FormatArgument.Number : FormatArgument.WideText)
                {
                    HasAnySign = true,
                };
            case 'p' when length.Length == 0:
                return new FormatConversion(span, text, FormatArgument.Pointer);
            case 'n':
                return isScanf && Integer(length, isSigned: true) is { } count
                    ? new FormatConversion(span, text, FormatArgument.Number, count)
                    : new FormatConversion(span, text, FormatArgument.Written);
            default:
                return new FormatConversion(span, text, FormatArgument.Unknown);
        }
    }

    private BasicTypeKind? Integer(string length, bool isSigned)
    {
        // The default argument promotions widen the arguments of printf.
        bool isScanf = _kind == FormatKind.Scanf;
        return length switch
        {
            "hh" when isScanf => isSigned ? BasicTypeKind.Int8 : BasicTypeKind.UInt8,
            "h" when isScanf => isSigned ? BasicTypeKind.Int16 : BasicTypeKind.UInt16,
            "" or "h" or "hh" => isSigned ? BasicTypeKind.Int32 : BasicTypeKind.UInt32,
            "l" => isSigned ? BasicTypeKind.Long : BasicTypeKind.ULong,
            "ll" or "j" or "q" => isSigned ? BasicTypeKind.Int64 : BasicTypeKind.UInt64,
            "z" or "t" => isSigned ? BasicTypeKind.IntPtr : BasicTypeKind.UIntPtr,
            _ => null,
        };
    }
}
