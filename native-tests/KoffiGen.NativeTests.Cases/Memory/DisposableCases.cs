[assembly: KoffiGen.KoffiDisposable("AssemblyText", "str", nameof(KoffiGen.NativeTests.DisposableCases.Disposers.Free))]

namespace KoffiGen.NativeTests;

/// <summary>Named types with a disposer: a C function or a C# method, which is called once for each pointer and never for NULL.</summary>
public static partial class DisposableCases
{
    [KoffiLibrary("koffigen_test")]
    [KoffiDefine(
        """
            typedef str!(kt_free) text_t;
            typedef text_t alias_t;
            typedef str16!(koffigen_test:kt_free) text16_t;
            typedef str! heap_text_t;
            typedef int *!(kt_free) number_t;
            struct Person {
                int32_t id; const char *name; text_t note; char nick[8]; char16_t code[4]; bool flags[2]; const char *tags[2];
                struct { const char *street; int32_t number; } home;
            };
            """
    )]
    [KoffiImport("text_t ReturnBigString(const char *text)")]
    [KoffiImport("ReturnBigString", "alias_t", "str", MethodName = "ReturnAlias")]
    [KoffiImport("heap_text_t ReturnBigString(const char *text)", MethodName = "ReturnHeapText")]
    [KoffiImport("text16_t Concat16(str16 left, str16 right)")]
    [KoffiImport("MakeInt", "number_t", "int")]
    [KoffiImport("DuplicateInto", "int", "str", "_Out_ text_t *")]
    [KoffiImport("int GiveTwo(str text, int value, int result, _Out_ text_t *copy, _Out_ number_t *number)")]
    [KoffiImport("void FillPerson(_Out_ struct Person *person)")]
    internal static partial class WithFunctions;

    [KoffiLibrary("koffigen_test")]
    [KoffiDisposable("Text", "str", nameof(Free))]
    [KoffiDisposable("Text16", "str16", "Free")]
    [KoffiDisposable("Text32", "const char32_t *", nameof(Free))]
    [KoffiDisposable("WideText", "wchar_t *", nameof(Free))]
    [KoffiDisposable("Number", "int *", nameof(WithMethods.Free))]
    [KoffiDisposable("HeapText", "str")]
    [KoffiDisposable("FunctionText", "str!(kt_free)")]
    [KoffiDisposable("RejectedText", "str", nameof(Reject))]
    [KoffiDisposable("RejectedNumber", "int *", nameof(Reject))]
    [KoffiDefine(
        """
            struct Person {
                int32_t id; const char *name; Text note; char nick[8]; char16_t code[4]; bool flags[2]; const char *tags[2];
                struct { const char *street; int32_t number; } home;
            };
            struct Two { RejectedText first; Text second; FunctionText third; };
            """
    )]
    [KoffiImport("Text ReturnBigString(const char *text)")]
    [KoffiImport("Text16 Concat16(str16 left, str16 right)")]
    [KoffiImport("DuplicateText32", "Text32", "str32")]
    [KoffiImport("WideText DuplicateTextWide(const wchar_t *text)")]
    [KoffiImport("Number MakeInt(int value)")]
    [KoffiImport("HeapText ReturnBigString(const char *text)", MethodName = "ReturnHeapText")]
    [KoffiImport("FunctionText ReturnBigString(const char *text)", MethodName = "ReturnFunctionText")]
    [KoffiImport("RejectedText ReturnBigString(const char *text)", MethodName = "ReturnRejected")]
    [KoffiImport("int DuplicateInto(str text, _Out_ Text *copy)")]
    [KoffiImport("int GiveTwo(str text, int value, int result, _Out_ Text *copy, _Out_ Number *number)", ThrowOn = KoffiThrowOn.Negative)]
    [KoffiImport(
        "int GiveTwo(str text, int value, int result, _Out_ RejectedText *copy, _Out_ RejectedNumber *number)",
        MethodName = "GiveTwoRejected"
    )]
    [KoffiImport("void FillPerson(_Out_ struct Person *person)")]
    internal static partial class WithMethods
    {
        [KoffiImport("Text ReturnBigString(const char *text)")]
        public static partial void Drop(string? text);

        [KoffiImport("Text ReturnBigString(const char *text)")]
        public static partial nint Keep(string text);

        [KoffiImport("Text ReturnBigString(const char *text)", ThrowOn = KoffiThrowOn.Null)]
        public static partial string? ReturnOrThrow(string? text);

        [KoffiImport("void kt_free(void *block)")]
        private static partial void kt_free(nint block);

        public static int Calls { get; private set; }

        public static List<nint> Rejected { get; } = [];

        private static void Free(nint address)
        {
            Check.True(address != 0);
            Calls++;
            kt_free(address);
        }

        private static void Reject(nint address)
        {
            Rejected.Add(address);
            kt_free(address);
            throw new InvalidOperationException($"Rejected {Rejected.Count}");
        }
    }

    internal static partial class Disposers
    {
        [KoffiLibrary("koffigen_test")]
        [KoffiImport("void kt_free(void *block)")]
        private static partial class Native;

        internal static void Free(nint address) => Native.kt_free(address);
    }

    [KoffiLibrary("koffigen_test")]
    [KoffiImport("AssemblyText ReturnBigString(const char *text)")]
    [KoffiImport("int DuplicateInto(str text, _Out_ AssemblyText *copy)")]
    internal static partial class WithTheAssemblys;

    [KoffiLibrary("koffigen_test")]
    [KoffiDisposable("GenericText", "str", nameof(Free))]
    internal static partial class Generic<T>
    {
        [KoffiImport("GenericText ReturnBigString(const char *text)")]
        public static partial string? Copy(string? text);

        public static int Calls { get; private set; }

        private static void Free(nint address)
        {
            Calls++;
            Disposers.Free(address);
        }
    }

    [NativeCase]
    public static void A_function_of_C_frees_what_its_typedef_names()
    {
        Once(static () => Check.Equal("text", WithFunctions.ReturnBigString("text")));
        Once(static () => Check.Equal("alias", WithFunctions.ReturnAlias("alias")));
        Once(static () => Check.Equal("ab", WithFunctions.Concat16("a", "b")));
        Once(static () => Check.Equal(42, WithFunctions.MakeInt(42)));
        Once(static () =>
        {
            Check.Equal(0, WithFunctions.DuplicateInto("out", out string? copy));
            Check.Equal("out", copy);
        });
        Freed(
            2,
            static () =>
            {
                Check.Equal(-3, WithFunctions.GiveTwo("two", 7, -3, out string? copy, out int number));
                Check.Equal(("two", 7), (copy, number));
            }
        );
        Freed(0, static () => Check.Equal(null, WithFunctions.ReturnBigString(null)));
        Check.Equal("heap", WithFunctions.ReturnHeapText("heap"));
        Once(static () =>
        {
            WithFunctions.FillPerson(out WithFunctions.Person native);
            string? note = native.ToManaged().note;
            native.FreeOwned();
            Check.Equal("note", note);
        });
    }

    [NativeCase]
    public static void A_method_of_CSharp_frees_text_of_every_width_and_numbers()
    {
        string text = "fooBAR_é\U0001F600+";
        Called(1, () => Check.Equal(text, WithMethods.ReturnBigString(text)));
        Called(1, () => Check.Equal(text + "!", WithMethods.Concat16(text, "!")));
        Called(1, () => Check.Equal(text, WithMethods.DuplicateText32(text)));
        Called(1, () => Check.Equal(text, WithMethods.DuplicateTextWide(text)));
        Called(1, static () => Check.Equal(42, WithMethods.MakeInt(42)));
        Called(1, static () => WithMethods.Drop("dropped"));
        Called(1, static () => Check.Equal("fine", WithMethods.ReturnOrThrow("fine")));
    }

    [NativeCase]
    public static void A_method_of_CSharp_frees_outputs()
    {
        Called(
            1,
            static () =>
            {
                Check.Equal(0, WithMethods.DuplicateInto("out", out string? copy));
                Check.Equal("out", copy);
            }
        );
        Called(
            2,
            static () =>
            {
                Check.Equal(5, WithMethods.GiveTwo("two", 7, 5, out string? copy, out int number));
                Check.Equal(("two", 7), (copy, number));
            }
        );
    }

    [NativeCase]
    public static void A_method_of_CSharp_is_not_called_for_NULL()
    {
        Called(
            0,
            static () =>
            {
                Check.Equal(null, WithMethods.ReturnBigString(null));
                Check.Equal(-1, WithMethods.DuplicateInto(null, out string? copy));
                Check.Equal(null, copy);
                WithMethods.Drop(null);
                Check.Throws<KoffiErrorException>(static () => WithMethods.ReturnOrThrow(null));
            }
        );
        Called(
            1,
            static () =>
            {
                WithMethods.GiveTwo(null, 7, 0, out string? copy, out int number);
                Check.Equal((null, 7), (copy, number));
            }
        );
    }

    [NativeCase]
    public static void Outputs_are_freed_when_the_call_fails() =>
        Called(2, static () => Check.Throws<KoffiErrorException>(static () => WithMethods.GiveTwo("two", 7, -1, out _, out _)));

    [NativeCase]
    public static void Without_a_disposer_it_is_the_free_of_C()
    {
        Check.Equal("heap", WithMethods.ReturnHeapText("heap"));
        Once(static () => Check.Equal("function", WithMethods.ReturnFunctionText("function")));
        string text = new('x', 1 << 20);
        long before = Allocations.HeapBytes();
        for (int round = 0; round < 64; round++)
        {
            WithMethods.ReturnHeapText(text);
        }

        Check.True(Allocations.HeapBytes() - before < 16 << 20);
    }

    [NativeCase]
    public static void A_result_that_is_returned_as_an_address_is_not_freed() =>
        Once(static () =>
        {
            int calls = WithMethods.Calls;
            nint text = WithMethods.Keep("kept");
            Check.Equal(calls, WithMethods.Calls);
            Disposers.Free(text);
        });

    [NativeCase]
    public static void A_member_is_freed_by_its_method() =>
        Called(
            1,
            static () =>
            {
                WithMethods.FillPerson(out WithMethods.Person native);
                WithMethods.Person.Managed person = native.ToManaged();
                native.FreeOwned();
                Check.Equal("note", person.note);
            }
        );

    [NativeCase]
    public static void An_exception_of_a_disposer_is_thrown_after_everything_is_freed()
    {
        WithMethods.Rejected.Clear();
        Freed(1, static () => Check.Throws<InvalidOperationException>(static () => WithMethods.ReturnRejected("rejected")));
        Check.Equal(1, WithMethods.Rejected.Count);
        Freed(2, static () => Check.Throws<InvalidOperationException>(static () => WithMethods.GiveTwoRejected("two", 7, 0, out _, out _)));
        Check.Equal(3, WithMethods.Rejected.Count);
        Freed(
            3,
            static () =>
            {
                WithMethods.Two two = new()
                {
                    first = new Utf8Pointer(WithMethods.Keep("first")),
                    second = new Utf8Pointer(WithMethods.Keep("second")),
                    third = new Utf8Pointer(WithMethods.Keep("third")),
                };
                Check.Throws<InvalidOperationException>(two.FreeOwned);
            }
        );
        Check.Equal(4, WithMethods.Rejected.Count);
    }

    [NativeCase]
    public static void The_assemblys_types_are_known_everywhere()
    {
        Once(static () => Check.Equal("text", WithTheAssemblys.ReturnBigString("text")));
        Once(static () => Check.Equal(0, WithTheAssemblys.DuplicateInto("out", out _)));
    }

    [NativeCase]
    public static void A_generic_class_has_its_own_disposer()
    {
        Once(static () => Check.Equal("text", Generic<int>.Copy("text")));
        Freed(0, static () => Check.Equal(null, Generic<string>.Copy(null)));
        Check.Equal((1, 0), (Generic<int>.Calls, Generic<string>.Calls));
    }

    private static void Once(Action action) => Freed(1, action);

    /// <summary>Checks how often the method is called, and that as many blocks are freed and none is left.</summary>
    private static void Called(int times, Action action)
    {
        int calls = WithMethods.Calls;
        Freed(times, action);
        Check.Equal(calls + times, WithMethods.Calls);
    }

    private static void Freed(int blocks, Action action)
    {
        int frees = Allocations.CustomFrees(),
            live = Allocations.Live();
        action();
        Check.Equal(frees + blocks, Allocations.CustomFrees());
        Check.Equal(live, Allocations.Live());
    }
}
