/* Counted allocations. On Linux the linker redirects malloc, free and strdup of this library to this file; elsewhere the library calls kt_malloc. */
#include "koffigen_test.h"

#include <stdatomic.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

static atomic_int live;
static atomic_int custom_frees;

#ifdef KT_WRAPPED
void *__real_malloc(size_t size);
void __real_free(void *block);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t size);
void __wrap_free(void *block);
char *__wrap_strdup(const char *text);

void *__wrap_malloc(size_t size)
{
    void *block = __real_malloc(size);
    if (block != NULL)
        live++;
    return block;
}

void __wrap_free(void *block)
{
    if (block != NULL)
        live--;
    __real_free(block);
}

char *__wrap_strdup(const char *text)
{
    char *copy = __real_strdup(text);
    if (copy != NULL)
        live++;
    return copy;
}

KT_EXPORT void *kt_malloc(size_t size)
{
    return malloc(size);
}

KT_EXPORT void kt_release(void *block)
{
    free(block);
}
#else
KT_EXPORT void *kt_malloc(size_t size)
{
    void *block = malloc(size);
    if (block != NULL)
        live++;
    return block;
}

KT_EXPORT void kt_release(void *block)
{
    if (block != NULL)
        live--;
    free(block);
}
#endif

/* The number of blocks that this library has allocated and not freed. */
KT_EXPORT int kt_live(void)
{
    return live;
}

/* The disposer that declarations name. It counts its calls, including those with NULL. */
KT_EXPORT void kt_free(void *block)
{
    custom_frees++;
    kt_release(block);
}

KT_EXPORT int kt_custom_frees(void)
{
    return custom_frees;
}

/* The number of bytes in use on the whole heap of the C runtime, or -1 if it is not known. */
KT_EXPORT int64_t kt_heap_bytes(void)
{
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
    struct mallinfo2 info = mallinfo2();
    return (int64_t)(info.uordblks + info.hblkhd);
#else
    return -1;
#endif
}
