using KoffiGen.C;
using KoffiGen.Tests.Declarations;

namespace KoffiGen.Tests.C;

/// <summary>Tests which pointers may point to one object: those of well-known headers, as they are declared there.</summary>
internal sealed class ObjectPointersTests
{
    private const string Types = "struct S { int x; }; enum E { A }; enum Small : unsigned char { B }; typedef long long sf_count_t; ";

    [TestCase("void SDL_GetVersion(struct S *ver)", 0)]
    [TestCase("int SDL_RenderCopy(void *renderer, void *texture, const struct S *srcrect, const struct S *dstrect)", 2, 3)]
    [TestCase("int SDL_QueryTexture(void *texture, uint32_t *format, int *access, int *w, int *h)", 1, 2, 3, 4)]
    [TestCase("int waitpid(int pid, int *status, int options)", 1)]
    [TestCase("double frexp(double value, int *exp)", 1)]
    [TestCase("int git_graph_ahead_behind(size_t *ahead, size_t *behind, void *repo, const struct S *local)", 0, 1, 3)]
    [TestCase("int get(enum E *value)", 0)]
    [TestCase("int compress(uint8_t *dest, unsigned long *destLen, const uint8_t *source, unsigned long sourceLen)", 1)]
    [TestCase("int accept(int fd, struct S *addr, uint32_t *addrlen)", 2)]
    public void A_pointer_may_point_to_one_object(string prototype, params int[] indexes) =>
        Assert.That(Find(prototype), Is.EqualTo(indexes));

    // A byte is text or raw memory, and C does not write a const number.
    [TestCase("void f(uint8_t *red)")]
    [TestCase("void f(bool *value)")]
    [TestCase("void f(enum Small *value)")]
    [TestCase("void f(const int *value)")]
    [TestCase("void f(char16_t *text)")]
    [TestCase("void f(struct unknown *object)")]
    // Arrays and lengths.
    [TestCase("int pipe(int pipefd[2])")]
    [TestCase("int pipe(int pipefd[])")]
    [TestCase("void f(_In_reads_(4) const struct S *values)")]
    // A count beside the pointer.
    [TestCase("int poll(struct S *fds, unsigned long nfds, int timeout)")]
    [TestCase("int readv(int fd, const struct S *iov, int iovcnt)")]
    [TestCase("int SDL_RenderFillRects(void *renderer, const struct S *rects, int count)")]
    [TestCase("int SDL_PeepEvents(struct S *events, int numevents)")]
    [TestCase("int getgroups(int size, uint32_t *list)")]
    [TestCase("int MapWindowPoints(nint from, nint to, struct S *lpPoints, unsigned cPoints)")]
    [TestCase("sf_count_t sf_readf_float(void *sndfile, float *ptr, sf_count_t frames)")]
    [TestCase("sf_count_t sf_read_float(void *sndfile, float *ptr, sf_count_t items)")]
    [TestCase("int swr_convert(void *s, int16_t *out, int nb_samples)")]
    [TestCase("int opus_decode(void *st, int16_t *pcm, int frame_size)")]
    [TestCase("void cblas_dscal(int N, double alpha, double *X, int incX)")]
    [TestCase("int ioctl_read(int fd, uint32_t *words, size_t bytes)")]
    public void A_pointer_points_to_several(string prototype) => Assert.That(Find(prototype), Is.Empty);

    private static int[] Find(string prototype)
    {
        DeclarationHarness declarations = DeclarationHarness.BindSound(Types + prototype.Replace("nint", "intptr_t") + ";");
        FunctionType function = (FunctionType)declarations.Bound[^1].Type.Type;
        return [.. Enumerable.Range(0, function.Parameters.Length).Where(index => ObjectPointers.MayPointToOne(function, index))];
    }
}
