/* Text in every character width: input, output, returned, kept, and owned by the caller. */
#include "koffigen_test.h"

#define UPPER(suffix, unit)                                                  \
    KT_EXPORT size_t UpperCaseStrAscii##suffix(const unit *text, unit *upper) \
    {                                                                        \
        size_t length = 0;                                                   \
        for (; text[length] != 0; length++)                                  \
        {                                                                    \
            unit value = text[length];                                       \
            upper[length] = value >= 'a' && value <= 'z' ? (unit)(value - 32) : value; \
        }                                                                    \
        upper[length] = 0;                                                   \
        return length;                                                       \
    }

UPPER(, char)
UPPER(16, char16_t)
UPPER(32, char32_t)

KT_EXPORT void UpperToInternalBuffer(const char *text, char **upper)
{
    static char buffer[512];
    if (strlen(text) < sizeof(buffer))
    {
        UpperCaseStrAscii(text, buffer);
        *upper = buffer;
    }
    else
    {
        *upper = NULL;
    }
}

#define LENGTH(name, unit)                         \
    KT_EXPORT int name(const unit *text)           \
    {                                              \
        int length = 0;                            \
        while (text[length] != 0)                  \
            length++;                              \
        return length;                             \
    }

LENGTH(ComputeLengthUntilNul, int8_t)
LENGTH(ComputeLengthUntilNul16, int16_t)
LENGTH(ComputeLengthUntilNul32, char32_t)
LENGTH(ComputeLengthUntilNulWide, wchar_t)

/* Returns 1 for NULL, in every character width. */
KT_EXPORT int IsNullText(const void *text) { return text == NULL; }

/* Returns the character at an index, so that tests see what C received. */
KT_EXPORT unsigned int UnitAt(const char *text, int index) { return (unsigned char)text[index]; }
KT_EXPORT unsigned int UnitAt16(const char16_t *text, int index) { return text[index]; }
KT_EXPORT unsigned int UnitAt32(const char32_t *text, int index) { return text[index]; }
KT_EXPORT unsigned int UnitAtWide(const wchar_t *text, int index) { return (unsigned int)text[index]; }

/* Returns its argument: borrowed. */
KT_EXPORT const char *ThroughText(const char *text) { return text; }
KT_EXPORT const char16_t *ThroughText16(const char16_t *text) { return text; }
KT_EXPORT const char32_t *ThroughText32(const char32_t *text) { return text; }
KT_EXPORT const wchar_t *ThroughTextWide(const wchar_t *text) { return text; }

KT_EXPORT const char *NullText(void) { return NULL; }

#define REVERSE(name, unit, length)                            \
    KT_EXPORT void name(void *text)                            \
    {                                                          \
        unit *units = text;                                    \
        for (int left = 0, right = length(text) - 1; left < right; left++, right--) \
        {                                                      \
            unit unit_left = units[left];                      \
            units[left] = units[right];                        \
            units[right] = unit_left;                          \
        }                                                      \
    }

REVERSE(ReverseStringVoid, int8_t, ComputeLengthUntilNul)
REVERSE(ReverseString16Void, int16_t, ComputeLengthUntilNul16)

KT_EXPORT const uint8_t *GetLatin1String(void)
{
    static const uint8_t text[] = {'M', 'i', 'c', 'r', 'o', 's', 'o', 'f', 't', 0xAE, 0xB2, 0};
    return text;
}

KT_EXPORT const char *GetBrokenUtf8(void) { return "a\xFFz"; }

/* A buffer of the caller that C keeps and writes to later. */
#define WRITE(suffix, unit)                                                  \
    static unit *kept##suffix;                                               \
    static int kept_size##suffix;                                            \
    KT_EXPORT void WriteConfigure##suffix(unit *buffer, int size)            \
    {                                                                        \
        kept##suffix = buffer;                                               \
        kept_size##suffix = size;                                            \
    }                                                                        \
    KT_EXPORT void WriteString##suffix(const unit *text)                     \
    {                                                                        \
        int length = 0;                                                      \
        for (; length < kept_size##suffix - 1 && text[length] != 0; length++) \
            kept##suffix[length] = text[length];                             \
        kept##suffix[length] = 0;                                            \
    }

WRITE(8, char)
WRITE(16, char16_t)
WRITE(32, char32_t)

/* Text that the caller frees. */
static void *copy_units(const void *units, size_t size)
{
    void *copy = kt_malloc(size);
    if (copy != NULL)
        memcpy(copy, units, size);
    return copy;
}

KT_EXPORT const char *ReturnBigString(const char *text)
{
    return text == NULL ? NULL : copy_units(text, strlen(text) + 1);
}

KT_EXPORT char16_t *DuplicateText16(const char16_t *text)
{
    return text == NULL ? NULL : copy_units(text, ((size_t)ComputeLengthUntilNul16((const int16_t *)text) + 1) * sizeof(*text));
}

KT_EXPORT char32_t *DuplicateText32(const char32_t *text)
{
    return text == NULL ? NULL : copy_units(text, ((size_t)ComputeLengthUntilNul32(text) + 1) * sizeof(*text));
}

KT_EXPORT wchar_t *DuplicateTextWide(const wchar_t *text)
{
    return text == NULL ? NULL : copy_units(text, ((size_t)ComputeLengthUntilNulWide(text) + 1) * sizeof(*text));
}

KT_EXPORT char16_t *Concat16(const char16_t *left, const char16_t *right)
{
    size_t left_length = (size_t)ComputeLengthUntilNul16((const int16_t *)left);
    size_t right_length = (size_t)ComputeLengthUntilNul16((const int16_t *)right);
    char16_t *text = kt_malloc((left_length + right_length + 1) * sizeof(*text));
    if (text == NULL)
        return NULL;
    memcpy(text, left, left_length * sizeof(*text));
    memcpy(text + left_length, right, (right_length + 1) * sizeof(*text));
    return text;
}

/* Writes an output that the caller frees. Returns 0 if there is one. */
KT_EXPORT int DuplicateInto(const char *text, char **copy)
{
    *copy = text == NULL ? NULL : copy_units(text, strlen(text) + 1);
    return text == NULL ? -1 : 0;
}

/* Writes two outputs that the caller frees, whatever the result. */
KT_EXPORT int GiveTwo(const char *text, int value, int result, char **copy, int **number)
{
    *copy = text == NULL ? NULL : copy_units(text, strlen(text) + 1);
    *number = kt_malloc(sizeof(**number));
    if (*number != NULL)
        **number = value;
    return result;
}

/* Joins an array of strings that ends with NULL, with commas, into a buffer of the caller. */
KT_EXPORT int JoinTexts(const char **texts, char *joined, int size)
{
    int used = 0, count = 0;
    for (; texts != NULL && texts[count] != NULL; count++)
    {
        int length = (int)strlen(texts[count]);
        if (used + length + 2 > size)
            return -1;
        if (count > 0)
            joined[used++] = ',';
        memcpy(joined + used, texts[count], (size_t)length);
        used += length;
    }

    joined[used] = 0;
    return count;
}

/* Buffers with a size. As with strncpy, text that fills the buffer has no NUL. A buffer of size 0 is never written to. */
#define COPY(suffix, unit)                                                        \
    KT_EXPORT int CopyText##suffix(const unit *text, unit *buffer, int size)      \
    {                                                                             \
        int length = 0;                                                           \
        for (; length < size && text[length] != 0; length++)                      \
            buffer[length] = text[length];                                        \
        if (length < size)                                                        \
            buffer[length] = 0;                                                   \
        return length;                                                            \
    }                                                                             \
    KT_EXPORT int AppendMark##suffix(unit *buffer, size_t *size)                  \
    {                                                                             \
        size_t length = 0;                                                        \
        if (buffer == NULL)                                                       \
            return -1;                                                            \
        while (buffer[length] != 0)                                               \
            length++;                                                             \
        if (length + 1 < *size)                                                   \
        {                                                                         \
            buffer[length++] = '!';                                               \
            buffer[length] = 0;                                                   \
        }                                                                         \
        *size = length;                                                           \
        return 0;                                                                 \
    }                                                                             \
    KT_EXPORT int FillWithUnits##suffix(unit buffer[8], size_t bytes)             \
    {                                                                             \
        for (size_t index = 0; index < bytes / sizeof(unit); index++)             \
            buffer[index] = 'u';                                                  \
        return sizeof(unit);                                                      \
    }

COPY(, char)
COPY(16, char16_t)
COPY(32, char32_t)
COPY(Wide, wchar_t)

KT_EXPORT int WriteNothing(char *buffer, int size) { return buffer == NULL ? -1 : buffer[0] + size; }

/* Like fgets, returns the buffer that it wrote to. */
KT_EXPORT char *FillAndReturn(char *buffer, int size)
{
    memset(buffer, 'r', (size_t)size);
    buffer[size - 1] = 0;
    return buffer;
}
