using KoffiGen;

[KoffiLibrary("c")]
internal static partial class Libc
{
    [KoffiImport("int atoi(const char *text)")]
    public static partial Task<int> AtoiAsync(string text);
}
