using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using KoffiGen.Binding;
using KoffiGen.Binding.Structs;
using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Pipeline;
using KoffiGen.Tests.Analyzers;
using KoffiGen.Tests.Binding;
using KoffiGen.Tests.C;
using KoffiGen.Tests.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace KoffiGen.Tests.Proof;

/// <summary>Calls functions with random signatures in a library compiled by gcc, through generated code.</summary>
internal static class CallProof
{
    private const int MaximumAlignment = 8;

    /// <summary>Writes a program of random signatures, which is always the same for the same seed.</summary>
    public static CallProgram Write(string library, uint seed, int signatures)
    {
        Random random = new((int)seed);
        RandomTypeOptions options = new() { HasWideNumbers = false };
        DeclaredType[] declared = DeclarationWriter.WriteAll(new RandomTypes(options).Generate(seed, Math.Max(signatures / 2, 1)));
        (DeclaredType Type, bool MayPassByValue)[] usable = [.. FindUsable(declared)];
        CallType[] types =
        [
            .. usable.Select(static type => new CallType(type.Type.Name, type.Type.Tag, type.MayPassByValue)
            {
                Leaves = FindLeaves(type.Type),
            }),
        ];
        return CallProgramWriter.Write(
            library,
            [.. usable.Select(static type => type.Type)],
            RandomSignatures.Generate(types, signatures, random),
            random
        );
    }

    /// <summary>Compiles both sides and makes all calls in this process.</summary>
    public static IReadOnlyList<string> Run(CallProgram program)
    {
        string directory = Directory.CreateTempSubdirectory("koffigen").FullName;
        string file = Path.Combine(directory, $"lib{program.Library}.so");
        CCompiler.CompileLibrary(program.C, file);
        Koffi.SetLibrary(program.Library, file);
        CSharpCompilation compilation = GeneratorHarness
            .CreateCompilation([program.CSharp])
            .AddReferences(MetadataReference.CreateFromFile(typeof(ProofValue).Assembly.Location));
        GeneratorRun run = GeneratorHarness.RunOnce(
            compilation,
            GeneratorHarness.CreateDriver(options: new MemoryOptions(runtimeIdentifier: RuntimeInformation.RuntimeIdentifier))
        );
        Assert.That(run.Result.Exception, Is.Null);
        Assert.That(
            run.Output.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(3),
            Is.Empty
        );
        ProofValue.Mismatches.Clear();
        GeneratorHarness.Load(run).GetType(program.Library)!.GetMethod("Run")!.Invoke(null, null);
        return [.. ProofValue.Mismatches];
    }

    /// <summary>Publishes both sides as a NativeAOT program and runs it.</summary>
    /// <returns>The lines that it printed.</returns>
    public static string[] RunPublished(CallProgram program)
    {
        string directory = Path.Combine(Repository.Root, "artifacts", "proof", program.Library);
        string output = Path.Combine(directory, "program");
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "Calls.csproj"), Project);
        File.WriteAllText(Path.Combine(directory, "Calls.cs"), program.CSharp);
        File.WriteAllText(
            Path.Combine(directory, "Program.cs"),
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {{program.Library}}.Run();
                foreach (string mismatch in KoffiGen.Tests.Proof.ProofValue.Mismatches)
                    System.Console.WriteLine(mismatch);
                System.Console.WriteLine("done");

                """
            )
        );
        Start(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [
                "publish",
                directory,
                "--output",
                output,
                "--nologo",
                "-nodeReuse:false",
                "-p:UseSharedCompilation=false",
                "-p:CppCompilerAndLinker=gcc",
            ]
        );
        CCompiler.CompileLibrary(program.C, Path.Combine(output, $"lib{program.Library}.so"));
        return Start(Path.Combine(output, "Calls"), []).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Project =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <PublishAot>true</PublishAot>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
                <AnalysisMode>None</AnalysisMode>
                <EnforceCodeStyleInBuild>false</EnforceCodeStyleInBuild>
              </PropertyGroup>
              <Import Project="$(RepositoryRoot)runtime/build/KoffiGen.props" />
              <ItemGroup>
                <Using Include="System.Text;System.Runtime.InteropServices;KoffiGen" />
                <Compile Include="$(RepositoryRoot)tests/Proof/ProofValue.cs" />
                <ProjectReference Include="$(RepositoryRoot)runtime/KoffiGen.csproj" />
                <ProjectReference Include="$(RepositoryRoot)generator/KoffiGen.Generator.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
            </Project>

            """;

    /// <summary>Finds the structs that C# can represent, and whether they can be passed by value.</summary>
    private static IEnumerable<(DeclaredType Type, bool MayPassByValue)> FindUsable(IReadOnlyList<DeclaredType> types)
    {
        TypeEnvironment environment = Environments.Create(
            string.Concat(types.Select(static type => type.Declarations)),
            RuntimeInformation.RuntimeIdentifier
        );
        Dictionary<string, BoundDeclaration> records = environment
            .Units[0]
            .Declarations.Where(static declaration => declaration.Type.Type is RecordType && declaration.Name.Length > 0)
            .ToDictionary(static declaration => declaration.Name);
        foreach (DeclaredType type in types)
        {
            StructPlan plan = environment.Structs.Plan((RecordType)records[type.Tag].Type.Type);

            // .NET does not guarantee a greater alignment for variables.
            if (
                plan.Problem is null
                && plan.Layouts.All(static layout => layout.Alignment <= MaximumAlignment)
                && FindLeaves(type).Length > 0
            )
            {
                yield return (type, plan.ByValueObstacle is null);
            }
        }
    }

    private static ImmutableArray<MemberPath> FindLeaves(DeclaredType type) =>
        [
            .. type.Members.Where(static path =>
                path is { IsFlexible: false, IsAlternative: false } && !StructProof.IsOfRecords(path.Shape) && !path.Text.EndsWith(']')
            ),
        ];

    private static string Start(string program, IEnumerable<string> arguments)
    {
        (int exitCode, string output, string errors) = ToolProcess.Run(program, arguments);
        Assert.That(exitCode, Is.Zero, output + errors);
        return output;
    }
}
