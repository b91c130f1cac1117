using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using CsCheck;
using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

/// <summary>Tests of code for Windows and 32-bit x86 that only computes, and therefore runs everywhere.</summary>
public sealed class WindowsImageTests
{
    private const int Header = 0x80,
        Descriptors = 0x200,
        Names = 0x280,
        Slots = 0x2C0,
        Texts = 0x300,
        Size = 0x400;

    /// <summary>Creates an image in memory that imports number 7, <c>malloc</c> and <c>free</c> from <c>msvcrt.dll</c>.</summary>
    private static byte[] Image(bool wide)
    {
        byte[] image = new byte[Size];
        void Put32(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(offset), value);
        void PutText(int offset, string text) => Encoding.ASCII.GetBytes(text, image.AsSpan(offset));

        int optional = Header + 24,
            directories = optional + (wide ? 112 : 96),
            entry = wide ? 8 : 4;
        PutText(0, "MZ");
        Put32(0x3C, Header);
        PutText(Header, "PE");
        Put32(optional, wide ? 0x20Bu : 0x10B);
        Put32(optional + 56, Size);
        Put32(directories - 4, 16);
        Put32(directories + 8, Descriptors);
        Put32(Descriptors, Names);
        Put32(Descriptors + 12, Texts);
        Put32(Descriptors + 16, Slots);
        Put32(Names, wide ? 7 : 0x80000007);
        Put32(Names + (wide ? 4 : 0), wide ? 0x80000000 : 0x80000007);
        Put32(Names + entry, Texts + 0x20);
        Put32(Names + 2 * entry, Texts + 0x40);
        PutText(Texts, "msvcrt.dll");
        PutText(Texts + 0x22, "malloc");
        PutText(Texts + 0x42, "free");
        return image;
    }

    [Test]
    public void An_import_is_found_with_its_module_and_slot([Values] bool wide)
    {
        byte[] image = Image(wide);
        Assert.That(PeImports.SizeOf(image), Is.EqualTo(Size));
        Assert.That(PeImports.Find(image, "free"u8), Is.EqualTo(new PeImport("msvcrt.dll", Slots + 2 * (wide ? 8 : 4))));
        Assert.That(PeImports.Find(image, "malloc"u8), Is.EqualTo(new PeImport("msvcrt.dll", Slots + (wide ? 8 : 4))));
        Assert.That(PeImports.Find(image, "calloc"u8), Is.Null);
        Assert.That(PeImports.Find(image, "fre"u8), Is.Null);
    }

    [Test]
    public void A_truncated_image_has_the_right_import_or_none([Values] bool wide)
    {
        byte[] image = Image(wide);
        for (int length = 0; length < image.Length; length++)
        {
            PeImport? import = PeImports.Find(image.AsSpan(0, length), "free"u8);
            Assert.That(import is null || import.Value.Module == "msvcrt.dll");
        }
    }

    [Test]
    public void Garbage_is_read_within_its_bounds() =>
        Gen
            .Byte.Array[0, 600]
            .Sample(static bytes =>
            {
                _ = PeImports.SizeOf(bytes);
                return PeImports.Find(bytes, "free"u8) is null;
            });

    [Test]
    public void An_image_with_garbage_in_it_is_read_within_its_bounds()
    {
        Gen<uint> value = Gen.OneOf(
            Gen.UInt,
            Gen.UInt[0, Size],
            Gen.Const(0u),
            Gen.Const(0x7FFFFFFFu),
            Gen.Const(0x80000000u),
            Gen.Const(0xFFFFFFFFu)
        );
        Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, Size / 4 - 1], value).Array[1, 8])
            .Sample(
                (wide, changes) =>
                {
                    byte[] image = Image(wide);
                    foreach ((int index, uint word) in changes)
                    {
                        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(4 * index), word);
                    }

                    _ = PeImports.SizeOf(image);
                    _ = PeImports.Find(image, "free"u8);
                }
            );
    }

    [TestCase(NativeConvention.Cdecl, "f, _f")]
    [TestCase(NativeConvention.Stdcall, "_f@8, f@8, f")]
    [TestCase(NativeConvention.Fastcall, "@f@8, f")]
    [TestCase(NativeConvention.Thiscall, "f")]
    public void Names_are_decorated_as_their_calling_convention_requires(NativeConvention convention, string names) =>
        Assert.That(string.Join(", ", NameDecoration.Candidates("f", convention, 8)), Is.EqualTo(names));

    [Test]
    public void The_adapter_moves_two_arguments_to_registers() =>
        Assert.That(Convert.ToHexString(AdapterStub.StdcallToFastcall(0x12345678)), Is.EqualTo("58595A50B878563412FFE0"));

    [Test]
    public unsafe void An_adapter_stub_can_be_executed()
    {
        if (RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.X64)
        {
            Assert.Ignore("The code is of x64.");
        }

        // mov eax, 42; ret
        nint code = AdapterStub.Create([0xB8, 42, 0, 0, 0, 0xC3], "'f'");
        Assert.That(((delegate* unmanaged[Cdecl]<int>)code)(), Is.EqualTo(42));
    }
}
