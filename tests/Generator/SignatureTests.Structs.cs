namespace KoffiGen.Tests.Generator;

internal sealed partial class SignatureTests
{
    private static readonly SignatureRow[] Structs =
    [
        new("struct Vec2 f(struct Vec2 a)", "Vec2 F(Vec2 a)", "[Cdecl]<Vec2, Vec2>", "call"),
        new("struct Vec2 f(struct Vec2 a)", "UserVec2 F(UserVec2 a)", "[Cdecl]<UserVec2, UserVec2>", "call"),
        new("UserVec2 f(UserVec2 a)", "UserVec2 F(UserVec2 a)", "[Cdecl]<UserVec2, UserVec2>", "call"),
        new(
            "int f(_Out_ struct Vec2 *a, const struct Vec2 *b)",
            "int F(out Vec2 a, in Vec2 b)",
            "[Cdecl]<void*, void*, int>",
            "pin a, pin b, call"
        ),
        new(
            "int f(_Out_ struct Vec2 *a, const struct Vec2 *b)",
            "int F(out UserVec2 a, ReadOnlySpan<UserVec2> b)",
            "[Cdecl]<void*, void*, int>",
            "pin a, pin b, call"
        ),
        new("int f(struct Vec2 *a)", "int F(Span<Vec2> a)", "[Cdecl]<void*, int>", "pin a, call"),
        new(
            "struct Named f(struct Named a)",
            "WithArrays F(WithArrays a)",
            "[Cdecl]<CStandIn1, CStandIn1>",
            "stand-in a, call, stand-in result"
        ),
        new("int f(_In_reads_(n) struct Named *a, int n)", "int F(ReadOnlySpan<WithArrays> a)", "[Cdecl]<void*, int, int>", "pin a, call"),
        new("int f(_In_reads_(n) const int (*a)[4], int n)", "int F(ReadOnlySpan<Row> a)", "[Cdecl]<void*, int, int>", "pin a, call"),
        new(
            "int f(const int (*a)[4], _Out_ int (*b)[4])",
            "int F(in Row a, out Row b)",
            "[Cdecl]<void*, void*, int>",
            "pin a, pin b, call"
        ),
        new("struct Held f(struct Held a)", "WithGenerated F(WithGenerated a)", "[Cdecl]<WithGenerated, WithGenerated>", "call"),
        new("struct Large f(void)", "Large F()", "[Cdecl]<Large>", "call"),
        new(
            "int f(const struct Large *a, struct Aligned *b)",
            "int F(in Large a, ref Aligned b)",
            "[Cdecl]<void*, void*, int>",
            "pin a, pin b, is aligned b, align b, call, copy back b"
        ),
    ];

    private static readonly SignatureRow[] ManagedForms =
    [
        new(
            "struct Person f(struct Person a)",
            "Person.Managed F(Person.Managed a)",
            "[Cdecl]<Person, Person>",
            "bind disposers, managed form a, call, to managed form result, free members result, release scope"
        ),
        new(
            "struct Person f(struct Person a)",
            "C.Person.Managed F(in global::C.Person.Managed a)",
            "[Cdecl]<Person, Person>",
            "bind disposers, managed form a, call, to managed form result, free members result, release scope"
        ),
        new(
            "int f(const struct Person *a, _Out_ struct Person *b, _Inout_ struct Person *c, struct Person *d)",
            "int F(in Person.Managed a, out Person.Managed b, ref Person.Managed c, ref Person.Managed d)",
            "[Cdecl]<Person*, Person*, Person*, Person*, int>",
            "bind disposers, managed form a, managed form c, managed form d, call, "
                + "to managed form b, copy back b, to managed form c, copy back c, to managed form d, copy back d, "
                + "free members b, free members c, free members d, release scope"
        ),
        new(
            "struct Person *!f(_Out_ struct Person *!(person_free)*a)",
            "Person.Managed F(out Person.Managed a)",
            "[Cdecl]<Person**, Person*>",
            "bind disposers, call, to managed form a, copy back a, to managed form result, "
                + "free members a, free members result, free a with person_free, free result with person_free"
        ),
        new(
            "int f(_In_reads_(n) const struct Person *a, int n)",
            "int F(ReadOnlySpan<Person.Managed> a)",
            "[Cdecl]<Person*, int, int>",
            "managed form a, call, release scope"
        ),
        new(
            "int f(_In_reads_(n) const struct Person *a, int n, _Out_writes_(m) struct Person *b, int m)",
            "int F(Person.Managed[]? a, Span<Person.Managed> b)",
            "[Cdecl]<Person*, int, Person*, int, int>",
            "bind disposers, managed form a, call, to managed form b, copy back b, free members b, release scope"
        ),
        new(
            "int f(const struct Person *a, const char *b, FILE *c, const char **d)",
            "int F(in Person.Managed a, string b, FILE c, string?[] d)",
            "[Cdecl]<Person*, byte*, nint, nint, int>",
            "utf8 b, managed form a, strings d, call, release b, release d, release scope"
        ),
    ];
}
