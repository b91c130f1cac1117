using KoffiGen.CompilerServices;

namespace KoffiGen.Tests.Runtime;

public sealed unsafe class NativeAlignmentTests
{
    [TestCase(0, 16, true)]
    [TestCase(8, 8, true)]
    [TestCase(8, 16, false)]
    [TestCase(48, 16, true)]
    [TestCase(48, 32, false)]
    public void Addresses_are_multiples_of_the_alignment_or_not(int address, int alignment, bool isAligned) =>
        Assert.That(NativeAlignment.IsAligned((void*)address, alignment), Is.EqualTo(isAligned));

    [TestCase(64, 64)]
    [TestCase(65, 96)]
    [TestCase(95, 96)]
    public void The_first_aligned_address_is_found(int address, int expected) =>
        Assert.That((nint)NativeAlignment.AlignUp<long>((byte*)address, 32), Is.EqualTo((nint)expected));

    [Test]
    public void A_copy_is_aligned_and_has_the_value()
    {
        byte* memory = stackalloc byte[sizeof(long) + 127];
        long value = 42;
        long* copy = NativeAlignment.Copy(&value, memory, 128);
        Assert.That((long)copy % 128, Is.Zero);
        Assert.That(*copy, Is.EqualTo(42));
        Assert.That((nuint)copy - (nuint)memory, Is.LessThan((nuint)128));
    }

    // A variable of 8 bytes at 0x1000, with its copy at 0x2000.
    [TestCase(0x2000, 0x1000)]
    [TestCase(0x2007, 0x1007)]
    [TestCase(0x2008, 0x2008)]
    [TestCase(0x1fff, 0x1fff)]
    [TestCase(0, 0)]
    public void Pointers_into_the_copy_point_into_the_variable(int returned, int expected) =>
        Assert.That(NativeAlignment.Rebase(returned, (long*)0x1000, (long*)0x2000), Is.EqualTo((nint)expected));

    [Test]
    public void Memory_at_another_address_is_refused()
    {
        NativeAlignment.Check((long*)0, 64, "values", "'f' (Native.F)");
        NativeAlignment.Check((long*)64, 64, "values", "'f' (Native.F)");
        Assert.That(
            () => NativeAlignment.Check((long*)72, 64, "values", "'f' (Native.F)"),
            Throws
                .TypeOf<ArgumentException>()
                .With.Property("ParamName")
                .EqualTo("values")
                .And.Message.StartsWith("'f' (Native.F)")
                .And.Message.Contains("64 bytes")
                .And.Message.Contains("0x48")
                .And.Message.Contains("Koffi.Alloc<T>(length, 64)")
        );
    }
}
