namespace KoffiGen.Tests.Generator;

internal sealed partial class SignatureTests
{
    private static readonly SignatureRow[] Names =
    [
        new(
            "int f(const char *address, const char *result, const char *error, const char *handle)",
            "int F(string address, string result, string error, string handle)",
            "[Cdecl]<byte*, byte*, byte*, byte*, int>",
            "utf8 address, utf8 result, utf8 error, utf8 handle, call, release address, release result, release error, release handle"
        ),
        new(
            "int f(const char *a, const int *b)",
            "int F(string a, ReadOnlySpan<int> a_native)",
            "[Cdecl]<byte*, void*, int>",
            "utf8 a, pin a_native, call, release a"
        ),
        new(
            "int f(const char *a, const int *b)",
            "int F(string a, ReadOnlySpan<int> a_buffer)",
            "[Cdecl]<byte*, void*, int>",
            "utf8 a, pin a_buffer, call, release a"
        ),
        new(
            "str! f(const char *a, int b)",
            "string? F(string __result, int __address)",
            "[Cdecl]<byte*, int, byte*>",
            "utf8 __result, call, release __result, to string result, free result"
        ),
        new(
            "int f(const char *in, _Out_ int *ref)",
            "int F(string @in, out int @ref)",
            "[Cdecl]<byte*, void*, int>",
            "utf8 in, pin ref, call, release in"
        ),
        new(
            "int f(const char *in, _Out_ int *ref)",
            "int @class(string @event, out int @field)",
            "[Cdecl]<byte*, void*, int>",
            "utf8 event, pin field, call, release event"
        ),
        new("int f(int value)", "int F(int value)", "[Cdecl]<int, int>", "call"),
    ];

    private static readonly SignatureRow[] CallingConventions =
    [
        new("int __stdcall f(int a, double b)", "int F(int a, double b)", "[Stdcall]<int, double, int>", "call"),
        new(
            "int __fastcall f(double a, int b, int c)",
            "int F(double a, int b, int c)",
            "[Stdcall]<int, int, double, int> or [Cdecl]<double, int, int, int>",
            "call"
        ),
        new(
            "int __thiscall f(void *self, str text)",
            "int F(nint self, string text)",
            "[Thiscall]<nint, byte*, int>",
            "utf8 text, call, release text"
        ),
    ];
}
