using KoffiGen.CSharp;
using KoffiGen.Model.Declarations;
using KoffiGen.Symbols;

namespace KoffiGen.Tests.Generator;

/// <summary>Tests that the names by which the generator finds the runtime's types exist in the runtime.</summary>
internal sealed class AttributeNamesTests
{
    [Test]
    public void Names_are_those_of_the_runtime()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(typeof(KoffiImportAttribute).FullName, Is.EqualTo(AttributeNames.Import));
            Assert.That(typeof(KoffiLibraryAttribute).FullName, Is.EqualTo(AttributeNames.Library));
            Assert.That(typeof(KoffiAsyncAttribute).FullName, Is.EqualTo(AttributeNames.Async));
            Assert.That(typeof(KoffiDefineAttribute).FullName, Is.EqualTo(AttributeNames.Define));
            Assert.That(typeof(KoffiDisposableAttribute).FullName, Is.EqualTo(AttributeNames.Disposable));
            Assert.That(typeof(KoffiTypeAttribute).FullName, Is.EqualTo(AttributeNames.Type));
            Assert.That(typeof(KoffiGenerator).FullName, Is.EqualTo(DisposerFinder.GeneratorName));
        }
    }

    [Test]
    public void Dispatchers_have_the_numbers_of_the_runtime()
    {
        foreach (KoffiDispatcher dispatcher in Enum.GetValues<KoffiDispatcher>())
        {
            Assert.That(((Dispatcher)(int)dispatcher).ToString(), Is.EqualTo(dispatcher.ToString()));
        }

        Assert.That(new KoffiAsyncAttribute(KoffiDispatcher.Threads).Limit, Is.EqualTo(DispatchDeclaration.DefaultLimit));
    }

    [Test]
    public void Throw_conditions_have_the_numbers_of_the_runtime()
    {
        foreach (KoffiThrowOn condition in Enum.GetValues<KoffiThrowOn>())
        {
            Assert.That(
                ((ThrowCondition)(int)condition).ToString(),
                Is.EqualTo(condition == default ? nameof(ThrowCondition.Never) : condition.ToString())
            );
        }
    }
}
