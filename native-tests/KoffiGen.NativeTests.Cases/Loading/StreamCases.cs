namespace KoffiGen.NativeTests;

/// <summary>The buffers of C streams.</summary>
public static partial class StreamCases
{
    [KoffiLibrary("c")]
    [KoffiDefine("opaque FILE;")]
    [KoffiImport("FILE *fopen(const char *path, const char *mode)")]
    [KoffiImport("int fputs(const char *text, FILE *stream)")]
    [KoffiImport("int fclose(FILE *stream)")]
    internal static partial class Native;

    [NativeCase]
    public static void Flushing_writes_out_what_C_holds()
    {
        string path = Path.GetTempFileName();
        try
        {
            Native.FILE stream = Native.fopen(path, "w");
            Check.True(!stream.IsNull);
            Native.fputs("buffered", stream);
            Check.Equal("", File.ReadAllText(path));
            Koffi.FlushC();
            Check.Equal("buffered", File.ReadAllText(path));
            Native.fclose(stream);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
