namespace KoffiGen.Tests.Generator;

internal sealed partial class SignatureTests
{
    private static readonly SignatureRow[] Handles =
    [
        new("FILE *f(FILE *a)", "FILE F(FILE a)", "[Cdecl]<nint, nint>", "call"),
        new("FILE *f(FILE *a)", "nint F(nint a)", "[Cdecl]<nint, nint>", "call"),
        new("db *f(db *a)", "db F(db a)", "[Cdecl]<nint, nint>", "call"),
        new("db *!f(db *a)", "dbHandle F(dbHandle a)", "[Cdecl]<nint, nint>", "hold a, call, own result, release a"),
        new("db *!f(db *a)", "db F(db.Argument a)", "[Cdecl]<nint, nint>", "hold a, call, release a"),
        new("int f(_Out_ db *!*a)", "int F(out dbHandle a)", "[Cdecl]<nint*, int>", "call, own a"),
        new("int f(_Out_ db **a)", "int F(out db a)", "[Cdecl]<nint*, int>", "call, copy back a"),
        new("int f(_Inout_ db **a)", "int F(ref db a)", "[Cdecl]<nint*, int>", "call, copy back a"),
        new("int f(_Out_ FILE **a)", "int F(out nint a)", "[Cdecl]<nint*, int>", "call, copy back a"),
        new("int db_close(db *a)", "int F(db.Argument a)", "[Cdecl]<nint, int>", "consume a, call"),
        new("struct unknown *f(struct unknown *a)", "unknown F(unknown a)", "[Cdecl]<nint, nint>", "call"),
        new("struct unknown *f(struct unknown *a)", "nint F(nint a)", "[Cdecl]<nint, nint>", "call"),
    ];
}
