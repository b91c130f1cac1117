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
            try
            {
                Native.fputs("buffered", stream);
                Check.Equal("", Read(path));
                Koffi.FlushC();
                Check.Equal("buffered", Read(path));
            }
            finally
            {
                Native.fclose(stream);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Windows refuses to open a file that C is writing, unless the reader allows writers.
    private static string Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(file);
        return reader.ReadToEnd();
    }
}
