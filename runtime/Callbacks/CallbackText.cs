using System.Runtime.InteropServices;
using KoffiGen.CompilerServices;

namespace KoffiGen;

/// <summary>
/// The strings that one callback has returned to C on one thread. Each is valid until the next one replaces it, or until the thread or the
/// registration ends.
/// </summary>
internal sealed unsafe class CallbackText
{
    /// <summary>
    /// The number of strings that a thread keeps for callbacks that have ended. C may still use that many results at once.
    /// </summary>
    internal const int LastTexts = 16;

    private const int Keep = 1024;
    private const string Parameter = "text";

    private readonly List<(nint Memory, nuint Size)> _texts = [];
    private int _last;

    ~CallbackText() => Free(0);

    /// <summary>Copies a string over the previous one with the same index, and returns its address.</summary>
    internal nint Set(int index, string text, NativeTextEncoding encoding, string callback)
    {
        nuint size = Measure(text, encoding, callback);

        // Another thread may end the callback at the same time.
        lock (_texts)
        {
            while (_texts.Count <= index)
            {
                _texts.Add(default);
            }

            if (_texts[index].Size < size)
            {
                NativeMemory.Free((void*)_texts[index].Memory);
                _texts[index] = default;
                _texts[index] = ((nint)NativeMemory.Alloc(size), size);
            }

            Write(text, encoding, (void*)_texts[index].Memory, size);
            return _texts[index].Memory;
        }
    }

    /// <summary>Copies a string over the oldest one, and returns its address.</summary>
    internal nint Add(string text, NativeTextEncoding encoding, string callback)
    {
        nint address = Set(_last, text, encoding, callback);
        _last = (_last + 1) % LastTexts;
        return address;
    }

    /// <summary>Frees the large strings.</summary>
    internal void Trim()
    {
        lock (_texts)
        {
            Free(Keep);
        }
    }

    /// <summary>Returns the size of the string in C in bytes, with its NUL.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> contains a NUL.</exception>
    internal static nuint Measure(string text, NativeTextEncoding encoding, string function) =>
        Resolve(encoding) switch
        {
            NativeTextEncoding.Utf8 => (nuint)TextBuffer.Utf8Length(text, Parameter, function),
            NativeTextEncoding.Utf16 => (nuint)TextBuffer.Utf16Length(text, Parameter, function) * sizeof(char),
            _ => (nuint)TextBuffer.Utf32Length(text, Parameter, function) * sizeof(uint),
        };

    internal static void Write(string text, NativeTextEncoding encoding, void* memory, nuint size)
    {
        switch (Resolve(encoding))
        {
            case NativeTextEncoding.Utf8:
                TextBuffer.WriteUtf8(new Span<byte>(memory, checked((int)size)), text);
                break;
            case NativeTextEncoding.Utf16:
                TextBuffer.WriteUtf16(new Span<char>(memory, checked((int)(size / sizeof(char)))), text);
                break;
            default:
                TextBuffer.WriteUtf32(new Span<uint>(memory, checked((int)(size / sizeof(uint)))), text);
                break;
        }
    }

    private static NativeTextEncoding Resolve(NativeTextEncoding encoding) =>
        encoding != NativeTextEncoding.Wide ? encoding
        : OperatingSystem.IsWindows() ? NativeTextEncoding.Utf16
        : NativeTextEncoding.Utf32;

    private void Free(nuint above)
    {
        for (int index = 0; index < _texts.Count; index++)
        {
            if (_texts[index].Size > above)
            {
                NativeMemory.Free((void*)_texts[index].Memory);
                _texts[index] = default;
            }
        }
    }
}
