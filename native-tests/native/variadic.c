/* Variadic functions that report the arguments that they received. */
#include "koffigen_test.h"
#include <stdarg.h>
#include <stdio.h>

/* The addresses end in 00. A caller that does not set AL often leaves the function's address in it, and then fails visibly. */
#if defined(__GNUC__)
#define KT_ALIGNED __attribute__((aligned(256)))
#else
#define KT_ALIGNED
#endif

KT_ALIGNED KT_EXPORT double SumDoubles(int count, ...)
{
    double sum = 0;
    va_list list;
    va_start(list, count);
    for (int i = 0; i < count; i++)
        sum = sum * 2 + va_arg(list, double);
    va_end(list);
    return sum;
}

KT_ALIGNED KT_EXPORT float SumNamed(double first, float second, int count, ...)
{
    double sum = first * 100 + second;
    va_list list;
    va_start(list, count);
    for (int i = 0; i < count; i++)
        sum += va_arg(list, double);
    va_end(list);
    return (float)sum;
}

KT_ALIGNED KT_EXPORT int64_t SumIntegers(int count, ...)
{
    int64_t sum = 0;
    va_list list;
    va_start(list, count);
    for (int i = 0; i < count; i++)
        sum = sum * 3 + va_arg(list, int64_t);
    va_end(list);
    return sum;
}

/* Writes each argument according to its letter: i, u, l (64 bits), L (long), z (size_t), d, s, w (wide string), p (pointer to an int, which is incremented), c. */
static void describe(char *buffer, size_t size, const char *kinds, va_list list)
{
    size_t length = 0;
    buffer[0] = 0;
    for (const char *kind = kinds; *kind && length < size; kind++)
    {
        char *end = buffer + length;
        size_t left = size - length;
        const char *space = kind == kinds ? "" : " ";
        switch (*kind)
        {
        case 'i': length += (size_t)snprintf(end, left, "%s%d", space, va_arg(list, int)); break;
        case 'u': length += (size_t)snprintf(end, left, "%s%u", space, va_arg(list, unsigned)); break;
        case 'l': length += (size_t)snprintf(end, left, "%s%lld", space, va_arg(list, long long)); break;
        case 'L': length += (size_t)snprintf(end, left, "%s%ld", space, va_arg(list, long)); break;
        case 'z': length += (size_t)snprintf(end, left, "%s%zu", space, va_arg(list, size_t)); break;
        case 'd': length += (size_t)snprintf(end, left, "%s%.9g", space, va_arg(list, double)); break;
        case 'c': length += (size_t)snprintf(end, left, "%s%c", space, va_arg(list, int)); break;
        case 's':
        {
            const char *text = va_arg(list, const char *);
            length += (size_t)snprintf(end, left, "%s%s", space, text ? text : "NULL");
            break;
        }
        case 'w': length += (size_t)snprintf(end, left, "%s%d", space, (int)wcslen(va_arg(list, const wchar_t *))); break;
        case 'p':
        {
            int *number = va_arg(list, int *);
            length += (size_t)snprintf(end, left, "%s%d", space, number ? (*number)++ : -1);
            break;
        }
        default: length += (size_t)snprintf(end, left, "%s?", space); break;
        }
    }
}

KT_ALIGNED KT_EXPORT int Describe(char *buffer, size_t size, const char *kinds, ...)
{
    va_list list;
    va_start(list, kinds);
    describe(buffer, size, kinds, list);
    va_end(list);
    return (int)strlen(buffer);
}

typedef int Describer(char *buffer, size_t size, const char *kinds, ...);
KT_EXPORT Describer *GetDescriber(void) { return Describe; }

/* From Koffi's tests: text that the caller frees. */
KT_EXPORT char *PrintFmt(const char *format, ...)
{
    char *text = kt_malloc(256);
    va_list list;
    va_start(list, format);
    vsnprintf(text, 256, format, list);
    va_end(list);
    return text;
}

KT_EXPORT wchar_t *PrintFmtWide(const wchar_t *format, ...)
{
    wchar_t *text = kt_malloc(256 * sizeof(wchar_t));
    va_list list;
    va_start(list, format);
    vswprintf(text, 256, format, list);
    va_end(list);
    return text;
}

KT_EXPORT int SetErrno(int count, ...)
{
    va_list list;
    va_start(list, count);
    int number = 0;
    for (int i = 0; i < count; i++)
        number = va_arg(list, int);
    va_end(list);
    kt_set_error(number);
    return -1;
}

/* Returns the number of vector registers that the caller reports in AL, or eight if the ABI does not need it. */
#if defined(__x86_64__) && defined(__ELF__)
__asm__(".globl VectorRegisters\n.type VectorRegisters, @function\n.balign 256\nVectorRegisters:\n\tmovzbl %al, %eax\n\tret\n.size VectorRegisters, . - VectorRegisters\n");
#else
KT_EXPORT int VectorRegisters(int count, ...) { return (void)count, 8; }
#endif
