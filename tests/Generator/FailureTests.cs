using System.Text;
using KoffiGen.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Tests.Generator;

/// <summary>Tests that an internal failure affects only one declaration, and that the diagnostic names it.</summary>
internal sealed class FailureTests
{
    [Test]
    public void AFailureNamesItsDeclarationAndTheOthersAreGenerated()
    {
        CSharpCompilation compilation = CSharpCompilation.Create("Failures");
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new FailingGenerator());
        GeneratorDriverRunResult result = driver.RunGenerators(compilation).GetRunResult();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Results[0].Exception, Is.Null);
            Assert.That(string.Join(' ', result.Diagnostics.Select(static diagnostic => diagnostic.Id)), Is.EqualTo("KOFFI901 KOFFI901"));
            Assert.That(
                result.Diagnostics[0].GetMessage(),
                Does.Contain("Demo.Binding").And.Contain("InvalidOperationException: no such member")
            );
            Assert.That(result.Diagnostics[1].GetMessage(), Does.Contain("Demo.Emission"));
            Assert.That(result.Results[0].GeneratedSources.Single().HintName, Is.EqualTo("Demo.Sound.g.cs"));
        }
    }

    /// <summary>A generator whose first declaration fails in a step, and whose second fails in the emitter; the third is sound.</summary>
    private sealed class FailingGenerator : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(
                context.CompilationProvider,
                static (output, _) =>
                {
                    Add(
                        "Demo.Binding",
                        static () => throw new InvalidOperationException("no such member"),
                        static model => model.ToString()
                    );
                    Add(
                        "Demo.Emission",
                        static () => new StringBuilder("model"),
                        static _ => throw new InvalidOperationException("no such stage")
                    );
                    Add("Demo.Sound", static () => new StringBuilder("// sound"), static model => model.ToString());

                    void Add(string declaration, Func<StringBuilder> bind, Func<StringBuilder, string> emit) =>
                        Result.Of(declaration, bind).AddTo(output, _ => declaration, emit);
                }
            );
    }
}
