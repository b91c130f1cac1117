namespace KoffiGen.NativeTests;

/// <summary>Managed forms of structs in hand-written signatures.</summary>
public static partial class ManagedFormCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef struct Person
            {
                int32_t age;
                const char *name;
                char *!(kt_release) note;
                char nick[8];
                struct { const char *street; int32_t number; } home;
            } Person;
            typedef struct Pair { int32_t left, right; } Pair;
            typedef struct Report
            {
                uint16_t count;
                int32_t *!(kt_release) values __counted_by(count);
                double *!(kt_release) mean;
                Pair *!(kt_release) range;
            } Report;
            typedef struct Crowd { Person people[2]; char *!(kt_release) lines[3]; } Crowd;
            typedef struct Leaf { int32_t id; char *!(kt_release) text; } Leaf;
            typedef struct Grid { Leaf leaves[2][3]; char *!(kt_release) lines[2][1][2]; const char *names[2][2]; } Grid;
            """
    )]
    internal static partial class Native
    {
        [KoffiImport("int DescribePerson(Person person, _Out_writes_(size) char *text, int size)")]
        public static partial int Describe(Person.Managed person, Span<byte> text);

        [KoffiImport("int DescribePersonAt(const Person *person, _Out_writes_(size) char *text, int size)")]
        public static partial int DescribeAt(in Person.Managed person, Span<byte> text);

        [KoffiImport("void InitializePerson(_Out_ Person *person)")]
        public static partial void Fill(out Person.Managed person);

        [KoffiImport("void AgePerson(_Inout_ Person *person, int kind)")]
        public static partial void Age(ref Person.Managed person, int kind);

        [KoffiImport("Person MakePerson(const char *name, int age)")]
        public static partial Person.Managed Make(string name, int age);

        [KoffiImport("Person *!(kt_release) NewPerson(int age)")]
        public static partial Person.Managed New(int age);

        [KoffiImport("Person *!(kt_release) NewPerson(int age)")]
        public static partial Person.Managed? Find(int age);

        [KoffiImport("int CreatePerson(int age, _Out_ Person *!(kt_release)*out)", ThrowOn = KoffiThrowOn.Negative)]
        public static partial void Create(int age, out Person.Managed created);

        [KoffiImport("int SumAges(_In_reads_(count) const Person *people, int count)")]
        public static partial int SumAges(ReadOnlySpan<Person.Managed> people);

        [KoffiImport("int SumAges(_In_reads_(count) const Person *people, int count)")]
        public static partial int SumAges(Person.Managed[]? people, int count);

        [KoffiImport("Report MakeReport(int count)")]
        public static partial Report.Managed MakeReport(int count);

        [KoffiImport("Report MakeReport(int count)")]
        public static partial Report MakeNativeReport(int count);

        [KoffiImport("double SumReport(const Report *report)")]
        public static partial double SumReport(in Report.Managed report);

        [KoffiImport("Crowd GatherCrowd(void)")]
        public static partial Crowd.Managed Gather();

        [KoffiImport("void ReplaceLine(_Inout_ Crowd *crowd, int index)")]
        public static partial void ReplaceLine(ref Crowd.Managed crowd, int index);

        [KoffiImport("Grid GrowGrid(const char *name)")]
        public static partial Grid.Managed Grow(string name);

        [KoffiImport("int CutGrid(_Inout_ Grid *grid, _Out_writes_(size) char *text, int size)")]
        public static partial int Cut(ref Grid.Managed grid, Span<byte> text);

        [KoffiImport("void FillPeople(_Out_writes_(count) Person *people, int count)")]
        public static partial void FillPeople(Span<Person.Managed> people);
    }

    private static Native.Person.Managed Ada =>
        new()
        {
            age = 36,
            name = "Ada",
            note = "né",
            nick = "al",
            home = new() { street = "Rue É", number = 12 },
        };

    [NativeCase]
    public static void A_managed_form_is_passed_by_value_and_by_reference()
    {
        Span<byte> text = stackalloc byte[64];
        int length = Native.Describe(Ada, text);
        Check.Equal("Ada né al 36 Rue É 12", System.Text.Encoding.UTF8.GetString(text[..length]));
        length = Native.DescribeAt(Ada with { note = null }, text);
        Check.Equal("Ada - al 36 Rue É 12", System.Text.Encoding.UTF8.GetString(text[..length]));
    }

    [NativeCase]
    public static void An_output_is_copied_and_its_owned_members_are_freed()
    {
        int live = Allocations.Live();
        Native.Fill(out Native.Person.Managed person);
        Check.Equal(
            (30, "Ada", "mine", "ad", "Main", 7),
            (person.age, person.name, person.note, person.nick, person.home.street, person.home.number)
        );
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void A_value_that_C_replaces_is_freed_and_the_original_is_not()
    {
        int live = Allocations.Live();
        Native.Person.Managed person = Ada;
        Native.Age(ref person, 0);
        Check.Equal((37, "Ada", "né"), (person.age, person.name, person.note));
        Native.Age(ref person, 1);
        Check.Equal((38, "Ada", "aged"), (person.age, person.name, person.note));
        Native.Age(ref person, 2);
        Check.Equal((39, "Ada", null), (person.age, person.name, person.note));
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void A_result_is_copied_while_its_argument_lives()
    {
        int live = Allocations.Live();
        string name = new('x', 2000);
        Native.Person.Managed person = Native.Make(name, 5);
        Check.Equal((5, name, "made", name), (person.age, person.name, person.note, person.home.street));
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void A_struct_that_C_transfers_is_freed_with_its_owned_members()
    {
        int live = Allocations.Live();
        Check.Equal("new", Native.New(3).note);
        Check.Equal<string?>(null, Native.New(-1).name);
        Check.True(Native.Find(-1) is null);
        Check.Equal("new", Native.Find(3)!.Value.note);
        Native.Create(4, out Native.Person.Managed created);
        Check.Equal((4, "New", "new"), (created.age, created.name, created.note));
        Check.Throws<KoffiErrorException>(() => Native.Create(-1, out _));
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void Arrays_of_managed_forms_are_passed_and_copied_back()
    {
        int live = Allocations.Live();
        Check.Equal(36 + 3 + 1 + 4, Native.SumAges([Ada, new() { age = 1, name = "four" }]));
        Check.Equal(39, Native.SumAges([Ada], 1));
        Check.Equal(0, Native.SumAges(null, 0));
        Check.Equal(0, Native.SumAges(default(ReadOnlySpan<Native.Person.Managed>)));
        Native.Person.Managed[] people = new Native.Person.Managed[3];
        Native.FillPeople(people);
        Check.Equal(("even", (string?)null, "even"), (people[0].note, people[1].note, people[2].note));
        Check.Equal(2, people[2].age);
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void Owned_elements_of_member_arrays_are_freed()
    {
        int live = Allocations.Live();
        Native.Crowd.Managed crowd = Native.Gather();
        Check.Equal(("a", (string?)null), (crowd.people![0].note, crowd.people[1].note));
        Check.Sequence<string?>(["one", null, "three"], crowd.lines);
        Native.ReplaceLine(ref crowd, 1);
        Check.Sequence<string?>(["one", "replaced", "three"], crowd.lines);
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void Arrays_of_several_dimensions_are_copied_by_row_and_their_owned_elements_are_freed()
    {
        int live = Allocations.Live();
        Native.Grid.Managed grid = Native.Grow(new string('x', 2000));
        Check.Sequence([0, 1, 2, 3, 4, 5], grid.leaves!.Select(static leaf => leaf.id).ToArray());
        Check.Sequence<string?>(["leaf", "leaf", "leaf", "leaf", null, "leaf"], grid.leaves!.Select(static leaf => leaf.text).ToArray());
        Check.Sequence<string?>(["a", null, "c", "d"], grid.lines);
        Check.Sequence<string?>([new string('x', 2000), "y", null, "z"], grid.names);
        Check.Equal(live, Allocations.Live());

        Span<byte> text = stackalloc byte[64];
        grid.names = ["é"];
        int length = Native.Cut(ref grid, text);
        Check.Equal("0t1t2t3t4-5t a é - - c - d -", System.Text.Encoding.UTF8.GetString(text[..length]));
        Check.Sequence<string?>(["leaf", "leaf", "leaf", "leaf", null, "cut"], grid.leaves!.Select(static leaf => leaf.text).ToArray());
        Check.Sequence<string?>(["a", null, "cut line", "d"], grid.lines);
        Check.Equal(live, Allocations.Live());
        Check.Throws<ArgumentException>(static () =>
        {
            Native.Grid.Managed large = new() { lines = new string?[5] };
            Native.Cut(ref large, default);
        });
    }

    [NativeCase]
    public static void Numbers_and_structs_that_members_own_are_copied_and_freed()
    {
        int live = Allocations.Live();
        Native.Report.Managed report = Native.MakeReport(3);
        Check.Sequence<int>([0, 1, 2], report.values);
        Check.Equal((1.0, 2), (report.mean!.Value, report.range!.Value.right));
        Check.Equal(6.0, Native.SumReport(report));
        Check.Equal(0.0, Native.SumReport(default));
        Native.Report.Managed none = Native.MakeReport(0);
        Check.True(none.values is null && none.mean is null && none.range is null);
        Check.Equal(live, Allocations.Live());
        ArgumentException exception = Check.Throws<ArgumentException>(() => Native.SumReport(report with { count = 4 }));
        Check.True(
            exception.Message.Contains("'values' for 'SumReport' (Native.SumReport) is 4, but the array has 3", StringComparison.Ordinal)
        );
    }

    [NativeCase]
    public static void Owned_members_of_a_struct_are_freed_once()
    {
        int live = Allocations.Live();
        Native.Report report = Native.MakeNativeReport(2);
        Check.Equal(1, report.valuesSpan[1]);
        report.FreeOwned();
        Check.Equal(live, Allocations.Live());
        Check.True(report.values.IsNull && report.range.IsNull);
        report.FreeOwned();
        Check.Equal(live, Allocations.Live());
    }

    [NativeCase]
    public static void Text_with_a_NUL_and_text_that_is_too_long_are_refused_before_the_call()
    {
        ArgumentException nul = Check.Throws<ArgumentException>(() =>
            Native.DescribeAt(Ada with { home = new() { street = "a\0b" } }, default)
        );
        Check.True(nul.Message.Contains("street", StringComparison.Ordinal));
        Check.Throws<ArgumentException>(() => Native.Describe(Ada with { nick = "much too long" }, default));
        Check.Throws<ArgumentException>(() => Native.SumAges([Ada, Ada with { name = "\0" }]));
    }
}
