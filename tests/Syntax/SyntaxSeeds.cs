namespace KoffiGen.Tests.Syntax;

/// <summary>Valid texts, which tests change into invalid ones.</summary>
internal static class SyntaxSeeds
{
    public static readonly string[] Prototypes =
    [
        "int abs(int x);",
        "const char *strerror(int code)",
        "unsigned long long f(long int a, short unsigned b, signed char c)",
        "int sqlite3_open_v2(const char *filename, _Out_ sqlite3 *!*db, int flags, const char *vfs)",
        "int printf(const char *fmt, ...)",
        "str!(g_free) g_strdup(str text)",
        "int *!(\"my-lib\":release)* f(void)",
        "void *(*signal(int, void *(*)(int)))(int)",
        "int __stdcall MessageBoxW(void *window, str16 text, str16 caption, uint type)",
        "int (WINAPI f)(int a[2][3], double b[static 4])",
        "void qsort(void *base, size_t n, size_t size, int (*compare)(const void *, const void *))",
        "int f(_In_reads_(n) const int *a, _Out_writes_to_opt_(size, used) char *b, int n)",
        "void each(void (__cdecl *cb)(void *, int), _Context_(cb) void *context)",
        "int (int a, int b)",
        "struct point *move(enum direction, union u *, struct point by)",
        "[[nodiscard]] int f(int x [[maybe_unused]]) __attribute__((format(printf, 1, 2)))",
        "_Atomic(int) *f(int *restrict p, volatile int *const q) /* c */",
        "extern int été(int \\u00e9) __asm(\"ete\");",
        "_Check_return_ _Success_(return == 0) int f(int a[sizeof(int) * 2 + 1]);",
        "long double _Complex f(_Bool b, __int64 c, int32_le_t d)",
    ];

    public static readonly string[] CallbackPrototypes =
    [
        "int step(int value)",
        "const char *name(_Context_ void *user, const char *text, _Out_ int *length)",
        "void (*done)(void)",
        "str! text(struct s { int x; } *p, int count, _In_reads_(count) const double *items)",
        "int __stdcall compare(const void *a, const void *b);",
        "int (*(*choose)(int kind, void (*failed)(_Context_ void *user), _Context_ void *user))(long double)",
        "_Inout_ int print(const char *format, ...)",
        "struct s make(struct s (*inner)(struct s), _Out_ const char **error)",
    ];

    public static readonly string[] TranslationUnits =
    [
        "int f(void);\nint g(int);\n",
        "typedef unsigned long ulong_t, *ulong_p;\nulong_t f(ulong_p);",
        "struct point { int x, y; };\nstruct point f(struct point *p);",
        "struct s { unsigned a : 3, : 0; struct { char c; }; int n; int data[] __counted_by(n); };",
        "union u { int i; float f[2]; } extern value;",
        "enum color : uint8_t { RED = 1, GREEN, BLUE = RED << 3 | 1, };",
        "#define N (16 * 2)\n#define S \"a\" \"b\"\n#define F(x) x\nint a[N];",
        "#pragma pack(push, label, 1)\nstruct p { char a; int b; };\n#pragma pack(pop, label)",
        "#pragma koffi library(\"sqlite3\") class(Sqlite) namespace(Data.More)\n",
        "opaque sqlite3 !(sqlite3_close_v2), stmt;\nint open(_Out_ sqlite3 **db);",
        "extern \"C\" { extern const int answer; }\nextern \"C\" int f(void);",
        "static_assert(sizeof(int) == 4, \"int\");\n_Alignas(16) extern int aligned;",
        "// A point.\nstruct a { int x; // Across.\n/** Down. */ int y; };",
        "#ifdef A\nint f(void);\n#else\nint g(void);\n#endif\n#include <stdio.h>",
        "static inline int twice(int x) { return 2 * x; }\nint next(void);",
        "extern int table[2] = { 1, 2 };\nextern int one = 1 ? 'a' : L'\\n';",
        "typedef int (__stdcall *callback)(void *context, int (*inner)(double));",
        "struct node; struct node { struct node *next; enum { A, B } kind; };",
        "struct __attribute__((packed, aligned(2 * 4))) q { __declspec(align(8)) int x; } __attribute__((packed));",
        "int a[offsetof(struct s, n) + (uint32_t)-1 % 0x10u], b[1'000], c[sizeof(int (*)[3])];",
        "int \\\nf(int a<:3:>, ...);\n%:define A <::>\n",
        "typedef struct { float x, y; } Vector2; typedef Vector2 V; V add(V, const V *);",
        "typedef int Visit(_Context_ void *user, const char *name); int each(Visit *visit, _Context_ void *user); "
            + "int two(Visit *a, Visit *b, _Context_(a) void *x, _Context_(b) void *y);",
        "#pragma koffi slots(step, 3) onexception(failfast, step)\n"
            + "typedef str! step(_Out_ const char **text, _Inout_ int *n, int count, _In_reads_(count) const double *items);\n"
            + "step *run(step *, void (*done)(step *, ...));",
        "struct table { int (*open)(void); void (*hooks[2])(struct table *); }; "
            + "extern struct table (*current)(struct table); int (*find(int))(long double);",
    ];
}
