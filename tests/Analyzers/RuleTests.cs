namespace KoffiGen.Tests.Analyzers;

/// <summary>Tests of the rules of signatures, ownership and projects, each with its location.</summary>
public sealed partial class RuleTests
{
    [TestCase("KOFFI201", "int F(int a, int b)", "int {|KOFFI201:F|}(int a)")]
    [TestCase("KOFFI202", "int F(int a)", "int F({|KOFFI202:float a|})")]
    [TestCase("KOFFI202", "int F(_Out_ int *a)", "int F(out {|KOFFI202:double a|})")]
    [TestCase("KOFFI202", "int F(const int *a)", "int F({|KOFFI202:KoffiMemory<long> a|})")]
    [TestCase("KOFFI202", "int F(_Out_ char *a)", "int F(out {|KOFFI202:string a|})")]
    [TestCase("KOFFI203", "int F(void)", "{|KOFFI203:string|} F()")]
    [TestCase("KOFFI204", "int F({|KOFFI204:long double|} a)", "int F(double a)")]
    [TestCase("KOFFI204", "long double {|KOFFI204:F|}(void)", "double F()")]
    [TestCase("KOFFI205", "{|KOFFI205:int (int a)|}", "int F(int a)")]
    [TestCase("KOFFI206", "  {|KOFFI206:F|} ", "int F(int a)")]
    [TestCase("KOFFI207", "int F(_Out_ int *a)", "int F(in {|KOFFI207:int a|})")]
    [TestCase("KOFFI208", "int F({|KOFFI208:char|} *a)", "int F(string a)")]
    [TestCase("KOFFI208", "int F(int n, {|KOFFI208:char16_t|} *a)", "int F(int n, string? a)")]
    [TestCase("KOFFI208", "int F({|KOFFI208:char|} a[16])", "int F(string a)")]
    [TestCase("KOFFI150", "int F({|KOFFI150:_Out_|} const int *a)", "int F(out int a)")]
    [TestCase("KOFFI150", "int F({|KOFFI150:_Inout_updates_(n)|} const char *a, int n)", "int F(System.Span<byte> a)")]
    [TestCase("KOFFI208", "int F({|KOFFI208:void|} *a, int n)", "int F(string a, int n)")]
    [TestCase("KOFFI207", "int F(_Out_ void *a)", "int F({|KOFFI207:System.ReadOnlySpan<byte> a|})")]
    [TestCase("KOFFI150", "int F({|KOFFI150:_Out_|} const void *a)", "int F(nint a)")]
    [TestCase("KOFFI150", "int F({|KOFFI150:_Out_|} const int a[2])", "int F(System.Span<int> a)")]
    [TestCase("KOFFI202", "int F(_Out_ int a[2])", "int F(out {|KOFFI202:int a|})")]
    [TestCase("KOFFI202", "int F(int a[2])", "int F(ref {|KOFFI202:int a|})")]
    [TestCase("KOFFI411", "int F(int (*cb)(char *a))", "int F({|KOFFI411:System.Func<string, int> cb|})")]
    [TestCase("KOFFI411", "int F(int (*cb)(const char *a, int len))", "int F({|KOFFI411:System.Func<string, int, int> cb|})")]
    [TestCase("KOFFI126", "int F(_In_reads_({|KOFFI126:m|}) const int *a, int n)", "int F(nint a, int n)")]
    [TestCase("KOFFI126", "int F(_In_reads_({|KOFFI126:n|}) const int *a, int *n)", "int F(nint a, nint n)")]
    [TestCase("KOFFI126", "int F(int *__counted_by({|KOFFI126:m|}) a, int n)", "int F(nint a, int n)")]
    [TestCase("KOFFI126", "int *!__counted_by(*{|KOFFI126:m|}) F(_Out_ int *n)", "nint F(out int n)")]
    [TestCase("KOFFI126", "int *!__counted_by({|KOFFI126:n|}) F(_Out_ int *n)", "nint F(out int n)")]
    [TestCase("KOFFI126", "int *!__counted_by(*{|KOFFI126:n|}) F(int n)", "nint F(int n)")]
    [TestCase("KOFFI126", "int *!__counted_by(*{|KOFFI126:n|}) F(_Out_ double *n)", "nint F(out double n)")]
    [TestCase("KOFFI126", "int F(_Out_ int *!__counted_by(*{|KOFFI126:m|}) *a, _Out_ int *n)", "int F(out nint a, out int n)")]
    [TestCase("KOFFI126", "void F(_Out_ int *!__counted_by({|KOFFI126:return|}) *a)", "void F(out nint a)")]
    [TestCase("KOFFI126", "int F(_In_reads_({|KOFFI126:n|} + 1) const int *a, int *n)", "int F(nint a, nint n)")]
    [TestCase("KOFFI126", "int F(int n, const int a[n * {|KOFFI126:m|}])", "int F(int n, nint a)")]
    [TestCase("KOFFI126", "int F(double n, const int a[{|KOFFI126:n|}])", "int F(double n, nint a)")]
    [TestCase("KOFFI111", "int F(int n, const int a[{|KOFFI111:m|}])", "int F(int n, nint a)")]
    [TestCase("KOFFI151", "int F(_In_reads_(n / {|KOFFI151:sizeof(long)|}) const int *a, int n)", "int F(nint a, int n)")]
    [TestCase("KOFFI151", "int F(int n, const int a[n > 1 ? {|KOFFI151:1.5|} : n])", "int F(int n, nint a)")]
    [TestCase("KOFFI151", "int F(_Out_writes_(*{|KOFFI151:n|}) int *a, _Out_ int *n)", "int F(nint a, out int n)")]
    [TestCase("KOFFI151", "int *!__counted_by(n + {|KOFFI151:(float)n|}) F(int n)", "nint F(int n)")]
    [TestCase("KOFFI151", "int *__counted_by({|KOFFI151:n * sizeof(long)|}) F(int n)", "nint F(int n)")]
    [TestCase("KOFFI128", "int {|KOFFI128:__counted_by|}(n) F(int n)", "int F(int n)")]
    [TestCase("KOFFI128", "int F(int {|KOFFI128:__counted_by|}(n) a, int n)", "int F(int a, int n)")]
    [TestCase("KOFFI128", "int F(int a {|KOFFI128:__counted_by|}(n), int n)", "int F(int a, int n)")]
    [TestCase("KOFFI203", "int *!__counted_by(*n) F(_Out_ int *n)", "{|KOFFI203:int|} F(out int n)")]
    [TestCase("KOFFI217", "int F(_In_reads_(n) const int *a, int n)", "int F({|KOFFI217:nint a|})")]
    [TestCase("KOFFI301", "int{|KOFFI301:!|} F(void)", "int F()")]
    [TestCase("KOFFI501", "int __stdcall {|KOFFI501:F|}(int a, ...)", "int F(int a)")]
    [TestCase("KOFFI501", "int __fastcall {|KOFFI501:F|}(int a, ...)", "int F(int a, params System.ReadOnlySpan<KoffiArgument> b)")]
    [TestCase("KOFFI502", "int F(int a, ...)", "int F(int a, {|KOFFI502:object b|})")]
    [TestCase("KOFFI502", "int F(int a, ...)", "int F(int a, int b, {|KOFFI502:decimal c|}, {|KOFFI502:System.Action d|})")]
    [TestCase("KOFFI502", "int F(int a, ...)", "int F(int a, ref {|KOFFI502:string b|})")]
    [TestCase("KOFFI502", "int sscanf(const char *a, const char *b, ...)", "int F(string a, string b, out {|KOFFI502:string? c|})")]
    [TestCase("KOFFI502", "int F(int a, ...)", "int F(int a, {|KOFFI502:System.Span<string> b|})")]
    [TestCase("KOFFI202", "int F(int a, ...)", "int F({|KOFFI202:string a|}, int b)")]
    [TestCase("KOFFI201", "int F(int a, const char *b, ...)", "int {|KOFFI201:F|}(int a)")]
    public Task A_method_that_does_not_match_its_prototype_is_reported(string id, string prototype, string method) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            internal static partial class Imports
            {
                [KoffiImport("{{prototype}}")]
                public static partial {{method}};
            }
            """,
            allowsUnsafe: true
        );

    // The reason of a mismatch is the same wherever the types meet.
    [TestCase("void F(struct point p)", "void F({|KOFFI212:Wrong p|})")]
    [TestCase("void F(struct point *p)", "void F({|KOFFI212:Wrong* p|})")]
    [TestCase("struct point F(void)", "{|KOFFI212:Wrong|} F()")]
    [TestCase("struct point *F(void)", "{|KOFFI212:Wrong?|} F()")]
    [TestCase("struct point *F(void)", "{|KOFFI212:Wrong*|} F()")]
    [TestCase("struct point *F(void)", "{|KOFFI212:Pointer<Wrong>|} F()")]
    [TestCase("struct point *!__counted_by(*n) F(_Out_ int *n)", "{|KOFFI212:Wrong[]?|} F(out int n)")]
    [TestCase("int *!__counted_by(*n) F(_Out_ int *n)", "{|KOFFI213:object[]?|} F(out int n)")]
    [TestCase("int (*F(void))(int a)", "{|KOFFI402:delegate* unmanaged[Cdecl]<long, int>|} F()")]
    [TestCase("void F(_Out_ struct point *p)", "void F(out {|KOFFI212:Wrong p|})")]
    [TestCase("void F(_Out_ struct point **p)", "void F(out {|KOFFI212:Wrong? p|})")]
    [TestCase("void F(_Out_ struct point **p)", "void F(out {|KOFFI212:Wrong* p|})")]
    [TestCase("void F(_Inout_ struct point **p)", "void F(ref {|KOFFI212:Pointer<Wrong> p|})")]
    [TestCase("void F(_Out_ struct point **p)", "void F(out Right? p)")]
    [TestCase("void F(_Out_ struct point **p)", "void F(out Right* p)")]
    [TestCase("struct point F(void)", "Right F()")]
    [TestCase("struct point *F(void)", "Right? F()")]
    public Task A_mismatch_is_reported_with_the_same_rule_everywhere(string prototype, string method) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            #nullable enable
            using KoffiGen;

            public struct Wrong { public int X; public long Y; }
            public struct Right { public int X, Y; }

            [KoffiDefine("struct point { int x, y; };")]
            internal static unsafe partial class Imports
            {
                [KoffiImport("{{prototype}}")]
                public static partial {{method}};
            }
            """,
            allowsUnsafe: true
        );

    [TestCase("{|KOFFI502:Write value|}")]
    [TestCase("{|KOFFI502:Write? value|}")]
    [TestCase("{|KOFFI502:Own value|}")]
    [TestCase("{|KOFFI502:Func<int, int> value|}")]
    [TestCase("out {|KOFFI502:Write value|}")]
    [TestCase("ref {|KOFFI502:sqlite3Handle value|}")]
    [TestCase("in {|KOFFI502:sqlite3Handle value|}")]
    [TestCase("{|KOFFI502:pair value|}")]
    [TestCase("ref {|KOFFI502:string? value|}")]
    [TestCase("Registered<Write> value")]
    [TestCase("Registered<Own>? value")]
    [TestCase("WritePointer value")]
    [TestCase("out WritePointer value")]
    [TestCase("delegate* unmanaged<int, int> value")]
    [TestCase("out string? value")]
    [TestCase("out string value")]
    [TestCase("out sqlite3Handle value")]
    [TestCase("out sqlite3 value")]
    [TestCase("sqlite3Handle value")]
    public Task Variable_arguments_that_C_cannot_receive_are_reported(string declared) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            #nullable enable
            using System;
            using KoffiGen;

            [KoffiCallback("int Own(int value)")]
            internal delegate int Own(int value);

            [KoffiDefine("typedef int Write(int value); opaque sqlite3 !(sqlite3_close); struct pair { int first, second; };")]
            internal static unsafe partial class Imports
            {
                [KoffiImport("int F(int option, ...)")]
                public static partial int F(int option, {{declared}});
            }
            """,
            allowsUnsafe: true
        );

    [TestCase("const struct vec *v", "{|KOFFI138:vec[] v|}")]
    [TestCase("const struct outer *v", "{|KOFFI138:outer[]? v|}")]
    [TestCase("const vec4 *v", "{|KOFFI138:float[] v|}")]
    [TestCase("const vec4 v", "{|KOFFI138:float[] v|}")]
    [TestCase("const struct vec *v", "System.ReadOnlySpan<vec> v")]
    [TestCase("const struct vec *v", "KoffiMemory<vec> v")]
    [TestCase("const struct vec *v", "in vec v")]
    [TestCase("const struct small *v", "small[] v")]
    [TestCase("const void *v", "vec[] v")]
    public Task Arrays_with_less_alignment_than_C_expects_are_reported(string parameter, string declared) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            [KoffiDefine("struct vec { _Alignas(32) float v[8]; }; struct outer { struct vec inner; }; struct small { _Alignas(8) float v[2]; }; typedef float vec4[4] __attribute__((aligned(16)));")]
            internal static partial class Imports
            {
                [KoffiImport("int F({{parameter}})")]
                public static partial int F({{declared}});
            }
            """,
            allowsUnsafe: true
        );

    [TestCase("\"int F(void)\", ThrowOn = {|KOFFI209:KoffiThrowOn.Null|}", TestName = "KOFFI209 is reported at ThrowOn")]
    [TestCase("\"int F(void)\", Convention = {|KOFFI211:\"__pascal\"|}", TestName = "KOFFI211 is reported at Convention")]
    [TestCase("\"int F(void)\", MethodName = {|KOFFI214:\"G\"|}", TestName = "KOFFI214 is reported at MethodName")]
    [TestCase("{|KOFFI205:\"\"|}, \"int\"", TestName = "KOFFI205 is reported at the empty name of the classic form")]
    [TestCase("\"F\", \"long {|KOFFI011:float|}\"", TestName = "KOFFI011 is reported in the result of the classic form")]
    public Task A_wrong_attribute_argument_is_reported(string arguments) =>
        AnalyzerVerifier.VerifyAsync(
            $$"""
            using KoffiGen;

            internal static partial class Imports
            {
                [KoffiImport({{arguments}})]
                public static partial int F();
            }
            """
        );

    [Test]
    public Task A_struct_that_cannot_be_passed_by_value_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiDefine("struct vec { _Alignas(16) float x[4]; }; struct block { char bytes[32769]; }; struct most { char bytes[65520]; }; struct more { char bytes[65521]; };")]
            [KoffiImport("struct most j(void)")]
            [KoffiImport("struct more {|KOFFI219:k|}(void)")]
            [KoffiImport("float f({|KOFFI218:struct vec|} v)")]
            [KoffiImport("struct vec {|KOFFI218:g|}(const struct vec *v)")]
            [KoffiImport("struct block h({|KOFFI219:struct block|} b)")]
            [KoffiImport("i", "int", "int", "{|KOFFI219:struct block|}")]
            internal static partial class Imports;
            """
        );

    [Test]
    public Task An_owned_struct_without_a_disposer_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiDefine("struct surface { int width, height; }; typedef struct surface *owned_surface; typedef void drop(struct surface *{|KOFFI312:!|}s);")]
            [KoffiImport("struct surface *{|KOFFI312:!|}a(void)")]
            [KoffiImport("int b(_Out_ struct surface *{|KOFFI312:!|}*s)")]
            [KoffiImport("c", "struct surface *{|KOFFI312:!|}", "int")]
            [KoffiImport("struct surface *!(surface_free) d(void)")]
            [KoffiImport("struct surface *!(free) e(void)")]
            [KoffiImport("struct surface *!__counted_by(*n) f(_Out_ int *n)")]
            [KoffiImport("int *!g(void)")]
            [KoffiImport("struct surface *h(struct surface *!s)")]
            internal static partial class Imports
            {
                [KoffiImport("struct surface *!a(void)")] public static partial surface Copy();
                [KoffiImport("struct surface *!a(void)")] public static partial nint Address();
                [KoffiImport("struct surface *{|KOFFI312:!|}a(void)")] public static partial void Drop();
                [KoffiImport("int b(_Out_ struct surface *!*s)")] public static partial int CopyOut(out surface s);
            }
            """
        );

    [Test]
    public Task A_large_struct_by_value_is_reported_if_runtime_marshalling_is_disabled() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]

            [KoffiDefine("struct block { char bytes[32769]; };")]
            [KoffiImport("struct block h(struct block b)")]
            internal static partial class Imports;
            """
        );

    [Test]
    public Task A_method_that_is_generated_twice_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiImport("int f(int a)")]
            [{|KOFFI210:KoffiImport|}("int f(int b)")]
            [KoffiImport("int f(double b)")]
            internal static partial class Imports;
            """
        );

    [Test]
    public Task A_method_that_two_parts_of_a_class_generate_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiImport("int f(int a)")]
            internal static partial class Imports;

            [{|KOFFI210:KoffiImport|}("int f(int b)")]
            internal static partial class Imports;
            """
        );

    [Test]
    public Task A_wrong_token_in_an_import_on_a_class_is_reported() =>
        AnalyzerVerifier.VerifyAsync(
            """
            using KoffiGen;

            [KoffiImport("int f({|KOFFI101:Nope|} a)")]
            [KoffiImport("g", "int", "int", "{|KOFFI101:Nope|}")]
            internal static partial class Imports;
            """
        );
}
