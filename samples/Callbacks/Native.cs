using KoffiGen;

/// <summary>The library in the folder <c>native</c>: each type of callback has a delegate, and a pointer by which it is registered.</summary>
[KoffiLibrary("callbacks")]
[KoffiDefine(
    """
        typedef int TransferCallback(const char *str, int age);
        typedef const char *GetCallback(const char *name);
        typedef void PrintCallback(const char *str);
        typedef void LogHandler(int level, const char *message);
        """
)]
[KoffiImport("int TransferToJS(const char *name, int age, TransferCallback *cb)")]
[KoffiImport("void RegisterFunctions(GetCallback *cb1, PrintCallback *cb2)")]
[KoffiImport("void SayIt(const char *name)")]
[KoffiImport("void set_log_handler(LogHandler *handler)")]
[KoffiImport("void run_worker(void)")]
static partial class Native;
