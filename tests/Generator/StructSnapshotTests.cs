namespace KoffiGen.Tests.Generator;

/// <summary>Snapshots of generated structs, to be read: one for each kind of member.</summary>
internal sealed class StructSnapshotTests
{
    [OneTimeTearDown]
    public void EachExpectedFileHasItsTest() => Assert.That(Snapshots.FindOrphans(typeof(StructSnapshotTests)), Is.Empty);

    [Test]
    public void Nested_packed_and_endian_members() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """"
                [assembly: KoffiDefine("""
                    /// The first bytes of a PNG file.
                    struct __attribute__((packed)) PngHeader {
                        uint8_t signature[8];
                        struct __attribute__((packed)) { uint32_be_t length; char chunk[4]; uint32_be_t width, height; uint8_t depth, color, compression, filter, interlace; uint32_be_t crc; } ihdr;
                    };
                    """)]
                """"
            )
        );

    [Test]
    public void Bit_fields_and_anonymous_members() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """"
                [assembly: KoffiDefine("""
                    enum level { LOW, HIGH = 3 };
                    struct event {
                        unsigned kind : 3, flags : 5;
                        int delta : 24;
                        enum level level : 2;
                        union {
                            struct { int16_t x, y; };
                            char16_t key[2];
                            float pressure;
                        };
                        struct event *next;
                        bool isUrgent;
                    };
                    """)]
                """"
            )
        );

    [Test]
    public void Flexible_and_counted_members() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """"
                [KoffiDefine("""
                    struct packet {
                        uint16_t length;
                        size_t *sizes __attribute__((counted_by(length)));
                        uint32_be_t words[] __attribute__((counted_by(length)));
                    };
                    """)]
                static partial class Wire;
                """"
            )
        );

    [Test]
    public void Counted_strings_are_an_array_in_the_managed_form() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """"
                [KoffiLibrary("names")]
                [KoffiDefine("""
                    struct list {
                        size_t count;
                        char *!(name_free)*!(list_free) strings __counted_by(count);
                        const char16_t **wide __counted_by(count);
                    };
                    """)]
                static partial class Names;
                """"
            )
        );

    [Test]
    public void Managed_forms_of_text_and_arrays() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """"
                [KoffiLibrary("people")]
                [KoffiDefine("""
                    struct address { char street[32]; wchar_t *city; };
                    struct person {
                        int id;
                        const char *name;
                        char *!(person_free) note;
                        struct address homes[2];
                        bool flags[4];
                        const char *tags[3];
                        double scores[5];
                        union { int code; float ratio; };
                    };
                    """)]
                static partial class People;
                """"
            )
        );

    [Test]
    public void Calls_take_and_return_managed_forms() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """
                [KoffiLibrary("people")]
                [KoffiDefine("struct person { int id; const char *name; char *!(person_free) note; };")]
                static partial class People
                {
                    [KoffiImport("int rename(_Inout_ struct person *person, const char *name)")]
                    public static partial int Rename(ref person.Managed person, string name);

                    [KoffiImport("struct person *!(person_free) find(_In_reads_(count) const struct person *people, int count)")]
                    public static partial person.Managed Find(ReadOnlySpan<person.Managed> people);
                }
                """
            )
        );

    [Test]
    public void Wrong_structs_are_placeholders() =>
        Snapshots.Match(
            GeneratorHarness.Run(
                """"
                [KoffiDefine("struct wide { wchar_t text[8]; }; struct holder { struct wide inner; };")]
                static partial class Wrong;
                """"
            )
        );
}
