namespace KoffiGen.NativeTests;

/// <summary>Handles whose disposer is named by the function that returns the object: each closes with its own.</summary>
public static partial class NamedDisposerCases
{
    /// <summary>The type has a disposer, and one function names another.</summary>
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("typedef struct Box Box; opaque Box !(CloseBox);")]
    [KoffiImport("int BoxesClosed(void)")]
    [KoffiImport("int BoxesReturned(void)")]
    [KoffiImport("Box *! NewBox(const char *name)")]
    [KoffiImport("Box *!(ReturnBox) LendBox(const char *name)")]
    [KoffiImport("int LendBoxTo(const char *name, _Out_ Box *!(ReturnBox)*box)")]
    [KoffiImport("int CloseBox(Box *box)")]
    [KoffiImport("int ReturnBox(Box *box)")]
    [KoffiImport("int AddToBox(Box *box, int value)")]
    internal static partial class Lending;

    /// <summary>Only a function names the disposer of the type.</summary>
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef struct Carton Carton;
            int AddToBox(Carton *box, int value);
            Carton *!(CloseBox) NewBox(const char *name);
            int OpenBox(const char *name, _Out_ Carton *!*box);
            int CloseBox(Carton *box);
            """
    )]
    internal static partial class Declared;

    /// <summary>Only prototypes mention the type.</summary>
    [KoffiLibrary("koffigen_test")]
    [KoffiImport("int AddToBox(struct Parcel *box, int value)")]
    [KoffiImport("struct Parcel *!(CloseBox) NewBox(const char *name)")]
    [KoffiImport("int CloseBox(struct Parcel *box)")]
    internal static partial class Mentioned
    {
        [KoffiImport("struct Parcel *!(ReturnBox) LendBox(const char *name)", ThrowOn = KoffiThrowOn.Null)]
        public static partial ParcelHandle Lend(string name);
    }

    [KoffiLibrary("koffigen_test")]
    [KoffiDefine("opaque Box !(CloseBox);")]
    internal sealed partial class Instance
    {
        [KoffiImport("Box *!(ReturnBox) LendBox(const char *name)")]
        public partial BoxHandle Lend(string name);

        [KoffiImport("Box *! NewBox(const char *name)")]
        public partial BoxHandle Create(string name);
    }

    [NativeCase]
    public static void Each_handle_closes_with_its_own_function() =>
        AreFreed(
            closed: 1,
            returned: 2,
            static () =>
            {
                using Lending.BoxHandle created = Lending.NewBox("created");
                using Lending.BoxHandle lent = Lending.LendBox("lent");
                Check.Equal(0, Lending.LendBoxTo("output", out Lending.BoxHandle output));
                using (output)
                {
                    Check.Equal(6, Lending.AddToBox(created, 1) + Lending.AddToBox(lent, 2) + Lending.AddToBox(output, 3));
                }
            }
        );

    [NativeCase]
    public static void Both_disposers_consume_a_handle() =>
        AreFreed(
            closed: 1,
            returned: 1,
            static () =>
            {
                using Lending.BoxHandle created = Lending.NewBox("created");
                using Lending.BoxHandle lent = Lending.LendBox("lent");
                Check.Equal(0, Lending.CloseBox(created));
                Check.Equal(7, Lending.ReturnBox(lent));
                Check.True(created.IsClosed && lent.IsClosed);
            }
        );

    [NativeCase]
    public static void A_function_names_the_disposer_of_its_type() =>
        AreFreed(
            closed: 2,
            returned: 0,
            static () =>
            {
                using Declared.CartonHandle created = Declared.NewBox("created");
                Check.Equal(0, Declared.OpenBox("output", out Declared.CartonHandle output));
                using (output)
                {
                    Check.Equal(3, Declared.AddToBox(created, 1) + Declared.AddToBox(output, 2));
                }
            }
        );

    [NativeCase]
    public static void Prototypes_without_a_declaration_name_disposers() =>
        AreFreed(
            closed: 1,
            returned: 1,
            static () =>
            {
                using Mentioned.ParcelHandle created = Mentioned.NewBox("created");
                using Mentioned.ParcelHandle lent = Mentioned.Lend("lent");
                Check.Equal(3, Mentioned.AddToBox(created, 1) + Mentioned.AddToBox(lent, 2));
            }
        );

    [NativeCase]
    public static void A_library_instance_closes_each_handle_with_its_own_function() =>
        AreFreed(
            closed: 1,
            returned: 1,
            static () =>
            {
                Instance library = new();
                Instance.BoxHandle created = library.Create("created");
                Instance.BoxHandle lent = library.Lend("lent");
                library.Dispose();
                created.Dispose();
                lent.Dispose();
            }
        );

    private static void AreFreed(int closed, int returned, Action action)
    {
        int live = Allocations.Live();
        closed += Lending.BoxesClosed();
        returned += Lending.BoxesReturned();
        action();
        Check.Equal(closed, Lending.BoxesClosed());
        Check.Equal(returned, Lending.BoxesReturned());
        Check.Equal(live, Allocations.Live());
    }
}
