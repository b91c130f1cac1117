namespace KoffiGen.NativeTests;

/// <summary>The counters of the C library for its own allocations.</summary>
[KoffiLibrary("koffigen_test")]
[KoffiImport("int kt_live(void)", MethodName = "Live")]
[KoffiImport("int kt_custom_frees(void)", MethodName = "CustomFrees")]
[KoffiImport("int64_t kt_heap_bytes(void)", MethodName = "HeapBytes")]
internal static partial class Allocations;
