using KoffiGen;

/// <summary>
/// The library in the folder <c>native</c>. KoffiGen generates a delegate for each callback type, and a pointer type that registers
/// callbacks.
/// </summary>
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
