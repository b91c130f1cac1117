using KoffiGen;

/// <summary>A function with a calling convention, imported twice: as a prototype, and in the classic form under another name.</summary>
[KoffiLibrary("user32")]
[KoffiImport("int __stdcall MessageBoxA(void *hwnd, str text, str caption, uint type)")]
[KoffiImport("MessageBoxA", "int", "void *", "str", "str", "uint", Convention = "__stdcall", MethodName = "MessageBoxA_1")]
internal static partial class User32;
