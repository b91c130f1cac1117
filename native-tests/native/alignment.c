/* Objects that C aligns to more than .NET does. Each function reports whether its pointer was aligned. */
#include "koffigen_test.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

#if defined(_MSC_VER)
#define KT_ALIGNED(n) __declspec(align(n))
#else
#define KT_ALIGNED(n) __attribute__((aligned(n)))
#endif

static int misaligned;

/* Returns the number of misaligned pointers since the last call. */
KT_EXPORT int TakeMisaligned(void)
{
    int count = misaligned;
    misaligned = 0;
    return count;
}

static bool Look(const void *pointer, size_t alignment)
{
    bool is_aligned = (uintptr_t)pointer % alignment == 0;
    if (!is_aligned)
        misaligned++;
    return is_aligned;
}

KT_EXPORT int IsAlignedTo(const void *pointer, int alignment) { return Look(pointer, (size_t)alignment); }

#define VEC(n)                                                                                             \
    typedef struct Vec##n { KT_ALIGNED(n) int32_t v[4]; } Vec##n;                                          \
    KT_EXPORT int Scale##n(Vec##n *vec, int32_t factor)                                                    \
    {                                                                                                      \
        if (!Look(vec, n))                                                                                 \
            return 0;                                                                                      \
        for (int index = 0; index < 4; index++)                                                            \
            vec->v[index] *= factor;                                                                       \
        return 1;                                                                                          \
    }                                                                                                      \
    KT_EXPORT int Fill##n(Vec##n *vec, int32_t first)                                                      \
    {                                                                                                      \
        if (!Look(vec, n))                                                                                 \
            return 0;                                                                                      \
        *vec = (Vec##n){{first, first + 1, first + 2, first + 3}};                                         \
        return 1;                                                                                          \
    }                                                                                                      \
    KT_EXPORT int32_t Sum##n(const Vec##n *vecs, int count)                                                \
    {                                                                                                      \
        int32_t sum = 0;                                                                                   \
        if (!Look(vecs, n))                                                                                \
            return -1;                                                                                     \
        for (int index = 0; index < count * 4; index++)                                                    \
            sum += vecs[index / 4].v[index % 4];                                                           \
        return sum;                                                                                        \
    }

VEC(16)
VEC(32)
VEC(64)
VEC(128)

/* Returns its first operand. */
KT_EXPORT Vec32 *Add32(Vec32 *sum, const Vec32 *left, Vec32 *right)
{
    if (Look(sum, 32) & Look(left, 32) & Look(right, 32))
        for (int index = 0; index < 4; index++)
            sum->v[index] = left->v[index] + right->v[index];
    return sum;
}

KT_EXPORT int32_t *At32(Vec32 *vec, int index) { return Look(vec, 32) ? &vec->v[index] : NULL; }

KT_EXPORT int Fail32(Vec32 *vec)
{
    vec->v[0] = 77;
    return Look(vec, 32) ? -1 : -2;
}

KT_EXPORT int Visit32(Vec32 *vec, int (*visit)(int32_t first))
{
    vec->v[0]++;
    return Look(vec, 32) ? visit(vec->v[0]) : -2;
}

typedef int32_t Pair16[2] KT_ALIGNED(16);

KT_EXPORT int SumPair16(const Pair16 pair) { return Look(pair, 16) ? pair[0] + pair[1] : -1; }

typedef bool Flag64 KT_ALIGNED(64);

KT_EXPORT int Toggle64(Flag64 *flag)
{
    bool is_aligned = Look(flag, 64);
    *flag = !*flag;
    return is_aligned;
}

typedef struct Label { KT_ALIGNED(64) int64_t id; const char *text; } Label;

KT_EXPORT int CountLabels(const Label *labels, int count)
{
    int length = 0;
    if (!Look(labels, 64))
        return -1;
    for (int index = 0; index < count; index++)
        length += (int)labels[index].id * (int)strlen(labels[index].text);
    return length;
}

KT_EXPORT int NextLabel(Label *label)
{
    label->id++;
    label->text = "next";
    return Look(label, 64);
}

KT_EXPORT int FirstLabel(Label *label)
{
    *label = (Label){1, "first"};
    return Look(label, 64);
}

typedef struct Lanes { KT_ALIGNED(32) float v[8]; } Lanes;

/* Uses instructions that fault on misaligned addresses, if the processor has them. */
#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx"))) static void ScaleWithAvx(Lanes *lanes, float factor)
{
    _mm256_store_ps(lanes->v, _mm256_mul_ps(_mm256_load_ps(lanes->v), _mm256_set1_ps(factor)));
}
#endif

KT_EXPORT float ScaleLanes(Lanes *lanes, int count, float factor)
{
    float sum = 0;
    for (int index = 0; index < count; index++)
    {
#if defined(__x86_64__) && defined(__GNUC__)
        if (__builtin_cpu_supports("avx"))
            ScaleWithAvx(&lanes[index], factor);
        else
#endif
            for (int lane = 0; lane < 8; lane++)
                lanes[index].v[lane] *= factor;
        for (int lane = 0; lane < 8; lane++)
            sum += lanes[index].v[lane];
    }

    return sum;
}
