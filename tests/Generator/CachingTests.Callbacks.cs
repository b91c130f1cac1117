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
    public void Editing_elsewhere_reads_no_callback_again()
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
    public void Editing_what_a_callback_is_told_writes_it_alone(string old, string edited)
    {
        (GeneratorRun before, GeneratorRun after) = Edit(Other, Callbacks, Callbacks.Replace(old, edited, StringComparison.Ordinal));
        AssertWritten(before, after, "Step-Callback.g.cs");
    }

    [Test]
    public void Editing_a_callbacks_signature_writes_it_alone()
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
    public void Editing_a_function_type_writes_it_alone()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(
            Other,
            Callbacks,
            Callbacks.Replace("void *user, int value);", "void *user, double value);", StringComparison.Ordinal)
        );
        AssertWritten(before, after, "Steps-Types.g.cs");
    }

    [Test]
    public void A_new_callback_writes_what_uses_it()
    {
        (GeneratorRun before, GeneratorRun after) = Edit(
            Other,
            Callbacks.Replace("[KoffiCallback(\"int step(int value)\", Slots = 2)]", "", StringComparison.Ordinal),
            Callbacks
        );
        AssertWritten(before, after, "Step-Callback.g.cs", "Steps.g.cs");
    }
}
