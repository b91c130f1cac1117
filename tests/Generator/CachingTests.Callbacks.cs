using KoffiGen.Pipeline;

namespace KoffiGen.Tests.Generator;

// Hand-written delegates with [KoffiCallback].
internal sealed partial class CachingTests
{
    private const string Callbacks = """
        [KoffiCallback("int step(int value)", Slots = 2)]
        delegate int Step(int value);

        [KoffiLibrary("c")]
        [KoffiDefine("typedef int Visit(_Context_ void *user, int value);")]
        [KoffiImport("int run(step *s, Visit *v, _Context_ void *user)")]
        static partial class Steps
        {
            [KoffiImport("int run_all(int (*s)(int value))")] public static partial int RunAll(Func<int, int> s);
        }
        """;

    private static readonly string[] CallbackSteps =
    [
        TrackingNames.Callbacks,
        TrackingNames.Defines,
        TrackingNames.ImportClasses,
        TrackingNames.Environment,
        TrackingNames.BoundImports,
        TrackingNames.BoundUnits,
    ];

    [Test]
    public void Editing_an_unrelated_file_does_not_read_callbacks_again()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(
            Other,
            Callbacks + Other,
            "// A comment.\n" + Callbacks + Other.Replace("1", "2", StringComparison.Ordinal) + " delegate int Further(int value);"
        );
        AssertWritten(before, after);
        AssertSteps(after, CallbackSteps);
        Assert.That(
            before.Result.GeneratedSources.Select(static source => source.HintName),
            Is.SupersetOf((string[])["Step-Callback.g.cs", "Steps.g.cs", "Steps-Types.g.cs"])
        );
    }

    [TestCase("Slots = 2", "Slots = 3")]
    [TestCase("Slots = 2", "Slots = 2, OnException = KoffiCallbackPolicy.FailFast")]
    public void Editing_the_options_of_a_callback_generates_only_the_callback(string old, string edited)
    {
        (GeneratorRun before, GeneratorRun after) = Edit(Other, Callbacks, Callbacks.Replace(old, edited, StringComparison.Ordinal));
        AssertWritten(before, after, "Step-Callback.g.cs");
    }

    [Test]
    public void Editing_the_signature_of_a_callback_generates_only_the_callback()
    {
        // Calls contain the name of the delegate, but do not depend on its signature.
        (GeneratorRun before, GeneratorRun after) = Edit(
            Other,
            Callbacks,
            Callbacks
                .Replace("int step(int value)", "int step(uint16_t value)", StringComparison.Ordinal)
                .Replace("Step(int value)", "Step(ushort value)", StringComparison.Ordinal)
        );
        AssertWritten(before, after, "Step-Callback.g.cs");
    }

    [Test]
    public void Editing_a_function_type_generates_only_the_function_type()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(
            Other,
            Callbacks,
            Callbacks.Replace("void *user, int value);", "void *user, double value);", StringComparison.Ordinal)
        );
        AssertWritten(before, after, "Steps-Types.g.cs");
    }

    [Test]
    public void A_new_callback_generates_its_users_again()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(
            Other,
            Callbacks.Replace("[KoffiCallback(\"int step(int value)\", Slots = 2)]", "", StringComparison.Ordinal),
            Callbacks
        );
        AssertWritten(before, after, "Step-Callback.g.cs", "Steps.g.cs");
    }
}
