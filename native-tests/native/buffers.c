/* Memory of a known length. Each function reads and writes up to the last byte that its declaration allows. */
#include "koffigen_test.h"

#include <stdarg.h>
#include <stdio.h>

#ifdef _WIN32
#include <windows.h>
#else
#include <sys/mman.h>
#include <unistd.h>
#endif

/* Allocates memory that ends at an inaccessible page: any access beyond it ends the process. */
KT_EXPORT void *AllocateBeforeGuard(size_t size)
{
#ifdef _WIN32
    const size_t page = 4096;
    size_t pages = (size + page - 1) / page * page;
    unsigned char *memory = VirtualAlloc(NULL, pages + page, MEM_RESERVE, PAGE_NOACCESS);
    return memory == NULL || VirtualAlloc(memory, pages, MEM_COMMIT, PAGE_READWRITE) == NULL ? NULL : memory + pages - size;
#else
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t pages = (size + page - 1) / page * page;
    unsigned char *memory = mmap(NULL, pages + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED || mprotect(memory + pages, page, PROT_NONE) != 0 ? NULL : memory + pages - size;
#endif
}

/* Replacements for library functions, which the tests declare as the headers do. */
KT_EXPORT ptrdiff_t kt_read(int fd, void *buf, size_t count)
{
    memset(buf, fd, count);
    return (ptrdiff_t)count;
}

KT_EXPORT ptrdiff_t kt_recv(int fd, void *buf, size_t len, int flags)
{
    memset(buf, fd + flags, len);
    return (ptrdiff_t)len;
}

KT_EXPORT int kt_pipe(int fds[2])
{
    if (fds == NULL)
        return -1;
    fds[0] = 3;
    fds[1] = 4;
    return 0;
}

KT_EXPORT char *kt_getcwd(char *buf, size_t size)
{
    if (size == 0)
        return NULL;
    memset(buf, '/', size - 1);
    buf[size - 1] = '\0';
    return buf;
}

struct kt_timespec { long tv_sec; long tv_nsec; };

KT_EXPORT int kt_futimens(int fd, const struct kt_timespec times[2])
{
    return times == NULL ? -fd : (int)(times[0].tv_sec + times[1].tv_nsec);
}

KT_EXPORT int kt_snprintf(char *restrict s, size_t n, const char *restrict format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(s, n, format, arguments);
    va_end(arguments);
    return length;
}

/* Reads a line of x's that fills the buffer. */
KT_EXPORT char *kt_fgets(char *restrict s, int n, void *restrict stream)
{
    if (stream != NULL || n < 1)
        return NULL;
    memset(s, 'x', (size_t)n - 1);
    s[n - 1] = '\0';
    return s;
}

KT_EXPORT char *kt_sodium_bin2hex(char *const hex, const size_t hex_maxlen, const unsigned char *const bin, const size_t bin_len)
{
    static const char digits[] = "0123456789abcdef";
    if (hex_maxlen <= bin_len * 2)
        return NULL;
    for (size_t index = 0; index < bin_len; index++)
    {
        hex[index * 2] = digits[bin[index] >> 4];
        hex[index * 2 + 1] = digits[bin[index] & 15];
    }
    hex[bin_len * 2] = '\0';
    return hex;
}

/* The output is 16 bytes longer than the input, as in libsodium. The nonce has 24 bytes, and the key 32. */
KT_EXPORT int kt_crypto_secretbox_easy(unsigned char *c, const unsigned char *m, unsigned long long mlen, const unsigned char *n, const unsigned char *k)
{
    for (unsigned long long index = 0; index < mlen + 16; index++)
        c[index] = (unsigned char)((index < mlen ? m[index] : 0) ^ n[index % 24] ^ k[index % 32]);
    return 0;
}

struct kt_oid { unsigned char id[20]; };

KT_EXPORT char *kt_git_oid_tostr(char *out, size_t n, const struct kt_oid *id)
{
    static const char digits[] = "0123456789abcdef";
    if (n == 0)
        return out;
    size_t length = n - 1 < 40 ? n - 1 : 40;
    for (size_t index = 0; index < length; index++)
        out[index] = digits[index % 2 == 0 ? id->id[index / 2] >> 4 : id->id[index / 2] & 15];
    out[length] = '\0';
    return out;
}

struct kt_guid { uint8_t data[16]; };

KT_EXPORT void kt_SDL_GUIDToString(struct kt_guid guid, char *pszGUID, int cbGUID)
{
    static const char digits[] = "0123456789abcdef";
    if (pszGUID == NULL || cbGUID <= 0)
        return;
    int index = 0;
    for (; index < 16 && index * 2 + 2 < cbGUID; index++)
    {
        pszGUID[index * 2] = digits[guid.data[index] >> 4];
        pszGUID[index * 2 + 1] = digits[guid.data[index] & 15];
    }
    pszGUID[index * 2] = '\0';
}

/* Arrays with a declared length. */
typedef double vec3[3];

KT_EXPORT void Cross(const vec3 a, const vec3 b, vec3 result)
{
    result[0] = a[1] * b[2] - a[2] * b[1];
    result[1] = a[2] * b[0] - a[0] * b[2];
    result[2] = a[0] * b[1] - a[1] * b[0];
}

KT_EXPORT int SumOfFour(const int values[4]) { return values[0] + values[1] + values[2] + values[3]; }

KT_EXPORT int SumOfFourOrNone(const int values[4]) { return values == NULL ? -1 : SumOfFour(values); }

KT_EXPORT void FillFour(int values[4])
{
    for (int index = 0; index < 4; index++)
        values[index] = index + 1;
}

KT_EXPORT void FillMatrix(float values[2][3])
{
    for (int index = 0; index < 6; index++)
        values[index / 3][index % 3] = (float)index;
}

KT_EXPORT void FillRow(float (*row)[3])
{
    for (int index = 0; row != NULL && index < 3; index++)
        (*row)[index] = (float)index;
}

KT_EXPORT int SumKey(const void *key)
{
    int sum = 0;
    for (int index = 0; index < 32; index++)
        sum += ((const unsigned char *)key)[index];
    return sum;
}

KT_EXPORT void GetNames(const char *names[2])
{
    names[0] = "first";
    names[1] = "second";
}

/* Counts the bytes that are not zero; it reads all of them. */
KT_EXPORT int CountBytes(const char name[16])
{
    int count = 0;
    for (int index = 0; index < 16; index++)
        count += name[index] != 0;
    return count;
}

KT_EXPORT int CountUnits(const char16_t name[600])
{
    int count = 0;
    for (int index = 0; index < 600; index++)
        count += name[index] != 0;
    return count;
}

KT_EXPORT int CountWideUnits(const wchar_t name[8])
{
    int count = 0;
    for (int index = 0; index < 8; index++)
        count += name[index] != 0;
    return count;
}

KT_EXPORT void FillUtf16(char16_t *buffer, size_t count)
{
    for (size_t index = 0; index < count; index++)
        buffer[index] = u'x';
}

KT_EXPORT void FillUtf32(char32_t *buffer, size_t count)
{
    for (size_t index = 0; index < count; index++)
        buffer[index] = U'x';
}

/* Callbacks that receive characters without a NUL, at the end of accessible memory. */
typedef size_t write_callback(char *buffer, size_t size, size_t nitems, void *outstream);

KT_EXPORT size_t WriteToTheEnd(write_callback *write, size_t size, void *outstream)
{
    char *memory = AllocateBeforeGuard(size);
    memset(memory, 'x', size);
    return write(memory, 1, size, outstream);
}

typedef size_t read_callback(char *buffer, size_t n);

/* Counts the x's in the bytes that the callback reports as written. */
KT_EXPORT size_t ReadToTheEnd(read_callback *read, size_t size)
{
    char *memory = AllocateBeforeGuard(size);
    size_t written = read(memory, size), count = 0;
    for (size_t index = 0; index < written; index++)
        count += memory[index] == 'x';
    return count;
}

typedef int line_callback(const char *text, int len);

KT_EXPORT int LogToTheEnd(line_callback *line, int len)
{
    char *memory = AllocateBeforeGuard((size_t)len);
    memset(memory, 'x', (size_t)len);
    return line(memory, len);
}

/* Integers that C tests for zero. */
enum kt_answer { KT_NO, KT_YES, KT_MAYBE = 1 << 20 };

KT_EXPORT enum kt_answer Answer(int yes, unsigned char sure) { return !yes ? KT_NO : sure ? KT_YES : KT_MAYBE; }

KT_EXPORT long long Negate(long value, size_t *wasZero)
{
    *wasZero = value == 0 ? (size_t)1 << (sizeof(size_t) * 8 - 1) : 0;
    return value == 0 ? 1LL << 40 : 0;
}

KT_EXPORT size_t LengthOf(const char *text) { return text == NULL ? 99 : strlen(text); }

KT_EXPORT size_t SumsOf(int (*two)(const int values[2]), int (*four)(const int values[4]))
{
    static const int values[4] = { 1, 2, 3, 4 };
    return (size_t)(two(values) << 8 | four(values));
}
