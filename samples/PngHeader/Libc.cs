using KoffiGen;

namespace Png;

/// <summary>
/// The part of the class of <c>png.koffi</c> with hand-written signatures: <c>fread</c>, into a struct and into bytes, whose
/// length is checked.
/// </summary>
internal static partial class Libc
{
    [KoffiImport("size_t fread(_Out_ void *ptr, size_t size, size_t nmemb, FILE *fp)")]
    public static partial nuint Fread(out PngHeader ptr, nuint size, nuint nmemb, FileHandle fp);

    [KoffiImport("size_t fread(_Out_writes_bytes_(size * nmemb) void *ptr, size_t size, size_t nmemb, FILE *fp)")]
    public static partial nuint Fread(Span<byte> ptr, nuint size, nuint nmemb, FileHandle fp);
}
