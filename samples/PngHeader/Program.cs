// Prints the header of a PNG file: a packed struct with big-endian members, which fread of the C runtime fills.
//
//     dotnet run --project samples/PngHeader -- picture.png
//
// Without an argument, it reads the picture of this sample.

using System.Runtime.InteropServices;
using KoffiGen;
using Png;

string path = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "gradient.png");
try
{
    PngHeader header = ReadHeader(path);
    Console.WriteLine($"signature: {Convert.ToHexString(header.signature)}");
    Console.WriteLine($"size: {header.ihdr.width} x {header.ihdr.height}");
    Console.WriteLine($"depth: {header.ihdr.depth} bits");
    Console.WriteLine($"color: {NameOfColor(header.ihdr.color)}");
    Console.WriteLine($"interlace: {(header.ihdr.interlace == 0 ? "none" : "Adam7")}");
    return 0;
}
catch (KoffiErrorException failure)
{
    Console.Error.WriteLine($"Failed to open '{path}': {Marshal.GetPInvokeErrorMessage(failure.Errno)}");
}
catch (InvalidDataException failure)
{
    Console.Error.WriteLine(failure.Message);
}

return 1;

static PngHeader ReadHeader(string path)
{
    using FileHandle file = Libc.Fopen(path, "rb");
    if (Libc.Fread(out PngHeader header, PngHeader.Layout.Size, 1, file) != 1)
    {
        throw new InvalidDataException("Failed to read PNG header");
    }

    // The chunk ends where the next chunk begins. The length and the name of that chunk are read as plain bytes.
    Span<byte> next = stackalloc byte[8];
    ReadOnlySpan<byte> signature = header.signature;
    bool isPng = signature.SequenceEqual<byte>([0x89, .. "PNG\r\n\x1a\n"u8]) && header.ihdr.chunkString == "IHDR";
    if (!isPng || Libc.Fread(next, 1, 8, file) != 8)
    {
        throw new InvalidDataException("Failed to read PNG header: this is no PNG file");
    }

    return header;
}

static string NameOfColor(byte color) =>
    color switch
    {
        0 => "greyscale",
        2 => "RGB",
        3 => "palette",
        4 => "greyscale with alpha",
        6 => "RGB with alpha",
        _ => $"unknown ({color})",
    };
