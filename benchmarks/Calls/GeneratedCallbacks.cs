namespace KoffiGen.Benchmarks.Calls;

/// <summary>
/// The callbacks that KoffiGen generates. Each loop has a callback type of its own, because the JIT optimizes a thunk for the delegate
/// that it invokes most often.
/// </summary>
[KoffiLibrary("koffibench")]
[KoffiDefine(
    "typedef int Step(int value); typedef int Kept(int value); typedef int StepWith(_Context_ void *user, int value); "
        + "typedef int Compare(const int *left, const int *right);"
)]
[KoffiImport("int repeat(Step *step, int count)", MethodName = "Repeat")]
[KoffiImport("int repeat(Kept *step, int count)", MethodName = "RepeatKept")]
[KoffiImport("int repeat_with(StepWith *step, _Context_ void *user, int count)", MethodName = "RepeatWith")]
[KoffiImport("void sort_ints(_Inout_updates_(count) int *values, size_t count)", MethodName = "Sort")]
[KoffiImport("void sort_ints_by(_Inout_updates_(count) int *values, size_t count, Compare *compare)", MethodName = "SortBy")]
internal static partial class GeneratedCallbacks;
