/* Functions like those of libcurl: a number determines the type of the variable arguments. */
#include "koffigen_test.h"

#include <stdarg.h>
#include <stdio.h>

typedef int EasyWrite(const char *text, int length);
typedef int EasyVisit(void *user, int value);

typedef struct Easy
{
    EasyWrite *write;
    EasyVisit *visit;
    void *user;
    char url[64];
    long limit;
    double scale;
} Easy;

enum { WRITE_FUNCTION = 1, VISIT_FUNCTION, VISIT_DATA, URL, LIMIT, SCALE, CHILD, BROKEN_CHILD };

static int opened;

KT_EXPORT int EasiesOpen(void) { return opened; }

KT_EXPORT Easy *OpenEasy(void)
{
    Easy *easy = kt_malloc(sizeof(*easy));
    if (easy != NULL)
    {
        memset(easy, 0, sizeof(*easy));
        opened++;
    }

    return easy;
}

KT_EXPORT void CloseEasy(Easy *easy)
{
    opened--;
    kt_release(easy);
}

KT_EXPORT int SetOption(Easy *easy, int option, ...)
{
    va_list arguments;
    int result = 0;
    va_start(arguments, option);
    switch (option)
    {
        case WRITE_FUNCTION: easy->write = va_arg(arguments, EasyWrite *); break;
        case VISIT_FUNCTION: easy->visit = va_arg(arguments, EasyVisit *); break;
        case VISIT_DATA: easy->user = va_arg(arguments, void *); break;
        case URL: snprintf(easy->url, sizeof(easy->url), "%s", va_arg(arguments, const char *)); break;
        case LIMIT: easy->limit = va_arg(arguments, long); break;
        case SCALE: easy->scale = va_arg(arguments, double); break;
        default: result = -1; break;
    }

    va_end(arguments);
    return result;
}

/* Returns 0 on success. A broken child is returned although the call fails, and must be closed. */
KT_EXPORT int GetInfo(Easy *easy, int info, ...)
{
    va_list arguments;
    int result = 0;
    va_start(arguments, info);
    switch (info)
    {
        case WRITE_FUNCTION: *va_arg(arguments, EasyWrite **) = easy->write; break;
        case URL: *va_arg(arguments, const char **) = easy->url[0] == 0 ? NULL : easy->url; break;
        case LIMIT: *va_arg(arguments, long *) = easy->limit; break;
        case SCALE: *va_arg(arguments, double *) = easy->scale; break;
        case CHILD: *va_arg(arguments, Easy **) = OpenEasy(); break;
        case BROKEN_CHILD: *va_arg(arguments, Easy **) = OpenEasy(); result = -1; break;
        default: result = -2; break;
    }

    va_end(arguments);
    return result;
}

KT_EXPORT int CallWrite(EasyWrite *write, const char *text) { return write == NULL ? -1 : write(text, (int)strlen(text)); }
KT_EXPORT int CallVisit(EasyVisit *visit, void *user, int value) { return visit(user, value); }

/* Returns the sum of the callbacks' results, or 0 if there are none. */
KT_EXPORT int Perform(Easy *easy, int value)
{
    int sum = 0;
    if (easy->write != NULL)
        sum += easy->write(easy->url, (int)strlen(easy->url));
    if (easy->visit != NULL)
        sum += easy->visit(easy->user, value);
    return sum;
}
