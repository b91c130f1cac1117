/* Failures: error numbers, and results that report an error. */
#include "koffigen_test.h"

#ifdef _WIN32
#include <direct.h>
#include <windows.h>
#define chdir _chdir
#else
#include <unistd.h>
#endif

KT_EXPORT int ChangeDirectory(const char *path)
{
    return chdir(path);
}

KT_EXPORT int GetEnoent(void) { return ENOENT; }

void kt_set_error(int error)
{
    errno = error;
#ifdef _WIN32
    SetLastError((DWORD)error);
#endif
}

/* Sets the error number and returns the result. */
KT_EXPORT int FailWith(int error, int result)
{
    kt_set_error(error);
    return result;
}

KT_EXPORT int64_t FailWith64(int error, int64_t result)
{
    kt_set_error(error);
    return result;
}

KT_EXPORT const char *TextOrNull(const char *text, int error)
{
    if (error != 0)
    {
        kt_set_error(error);
        return NULL;
    }

    return text;
}

KT_EXPORT void *PointerOrNull(int error)
{
    static int value = 42;
    kt_set_error(error);
    return error != 0 ? NULL : &value;
}

/* Fails, but still writes an output that the caller must free. */
KT_EXPORT int FailWithOwnedText(char **text, int result)
{
    *text = kt_malloc(8);
    if (*text != NULL)
        memcpy(*text, "partial", 8);
    kt_set_error(EINVAL);
    return result;
}
