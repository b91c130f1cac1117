/* A plug-in, built as two versions of one library with the same symbols. */
#include "koffigen_test.h"
#include "threads.h"

typedef struct Document { char title[64]; int pages; } Document;
typedef int PageCallback(int page);
typedef int EachCallback(void *context, int page);

/* Counts how often the library is unloaded, in memory of the host. */
static int *unloads;
static int is_open;
static kt_lock lock = KT_LOCK_INIT;
static kt_condition changed = KT_CONDITION_INIT;
static int waiting;

KT_EXPORT int counter = PLUGIN_VERSION * 100;

KT_EXPORT int plugin_version(void) { return PLUGIN_VERSION; }
KT_EXPORT int plugin_count(void) { return ++counter; }
KT_EXPORT void plugin_watch(int *count) { unloads = count; }
#if PLUGIN_VERSION == 2
KT_EXPORT int plugin_only_in_two(void) { return 2; }
#endif

KT_EXPORT void plugin_open_gate(void)
{
    kt_enter(&lock);
    is_open = 1;
    kt_announce(&changed);
    kt_leave(&lock);
}

/* Returns as soon as one call waits, or 0 after a timeout. */
KT_EXPORT int plugin_await_waiting(void)
{
    int in_time = 1;
    kt_enter(&lock);
    while (waiting == 0 && in_time)
        in_time = kt_await(&changed, &lock);
    kt_leave(&lock);
    return in_time;
}

KT_EXPORT int plugin_wait(int value)
{
    kt_enter(&lock);
    waiting++;
    kt_announce(&changed);
    while (!is_open)
        kt_await(&changed, &lock);
    kt_leave(&lock);
    return value + PLUGIN_VERSION;
}

KT_EXPORT char *plugin_name(const char *suffix)
{
    size_t size = strlen(suffix) + 16;
    char *name = malloc(size);
    if (name != NULL)
    {
        strcpy(name, PLUGIN_VERSION == 1 ? "one" : "two");
        strcat(name, suffix);
    }
    return name;
}

KT_EXPORT int plugin_open(const char *title, Document **document)
{
    *document = NULL;
    if (title[0] == 0)
        return -1;
    *document = calloc(1, sizeof(Document));
    if (*document == NULL)
        return -2;
    strncpy((*document)->title, title, sizeof((*document)->title) - 1);
    (*document)->pages = PLUGIN_VERSION;
    return 0;
}

static int closed;
KT_EXPORT int plugin_closed(void) { return closed; }
KT_EXPORT int plugin_pages(Document *document) { return document->pages; }
KT_EXPORT void plugin_close(Document *document)
{
    closed++;
    free(document);
}

KT_EXPORT int plugin_each(int pages, PageCallback *callback)
{
    int sum = 0;
    for (int page = 1; page <= pages; page++)
        sum += callback(page);
    return sum * PLUGIN_VERSION;
}

static PageCallback *kept;
KT_EXPORT void plugin_keep(PageCallback *callback) { kept = callback; }
KT_EXPORT int plugin_call_kept(int page) { return kept == NULL ? -1 : kept(page); }

typedef struct { PageCallback *callback; int page; int result; } Call;
static void run_call(void *argument)
{
    Call *call = argument;
    call->result = call->callback(call->page);
}

/* Invokes the callback on a thread that C creates. */
KT_EXPORT int plugin_call_on_thread(PageCallback *callback, int page)
{
    Call call = { callback, page, 0 };
    kt_run_on_thread(run_call, &call);
    return call.result;
}

#ifdef _WIN32
BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved)
{
    (void)module;
    (void)reserved;
    if (reason == DLL_PROCESS_DETACH && unloads != NULL)
        ++*unloads;
    return TRUE;
}
#else
__attribute__((destructor)) static void unloaded(void)
{
    if (unloads != NULL)
        ++*unloads;
}
#endif
