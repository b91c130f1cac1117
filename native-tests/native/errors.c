/* Failures: errno, and results that report an error. */
#include "koffigen_test.h"

#ifdef _WIN32
#include <direct.h>
#define chdir _chdir
#else
#include <unistd.h>
#endif

KT_EXPORT int ChangeDirectory(const char *path)
{
    return chdir(path);
}

KT_EXPORT int GetEnoent(void) { return ENOENT; }

/* Sets errno and returns the result. */
KT_EXPORT int FailWith(int error, int result)
{
    errno = error;
    return result;
}

KT_EXPORT int64_t FailWith64(int error, int64_t result)
{
    errno = error;
    return result;
}

KT_EXPORT const char *TextOrNull(const char *text, int error)
{
    if (error != 0)
    {
        errno = error;
        return NULL;
    }

    return text;
}

KT_EXPORT void *PointerOrNull(int error)
{
    static int value = 42;
    errno = error;
    return error != 0 ? NULL : &value;
}

/* Fails, but still writes an output that the caller must free. */
KT_EXPORT int FailWithOwnedText(char **text, int result)
{
    *text = kt_malloc(8);
    if (*text != NULL)
        memcpy(*text, "partial", 8);
    errno = EINVAL;
    return result;
}
