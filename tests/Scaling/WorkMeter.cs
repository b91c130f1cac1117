using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using KoffiGen.Analyzers;
using KoffiGen.Tests.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using FieldAttributes = Mono.Cecil.FieldAttributes;
using MethodBody = Mono.Cecil.Cil.MethodBody;
using TypeAttributes = Mono.Cecil.TypeAttributes;

namespace KoffiGen.Tests.Scaling;

/// <param name="Steps">The number of calls of methods of KoffiGen and of rounds of their loops.</param>
/// <param name="Bytes">The bytes that the generator allocated, the compiler's share included.</param>
internal readonly record struct Work(long Steps, long Bytes);

/// <summary>
/// Runs the generator and the analyzers and counts their work, which is the same in each run. The counter is incremented at the beginning
/// of each method and before each backward branch of copies of the two assemblies, so no loop and no recursion escapes it.
/// </summary>
internal sealed class WorkMeter
{
    private readonly FieldInfo _counter;
    private readonly Type _generator;
    private readonly Type[] _analyzers;

    public WorkMeter()
    {
        using ModuleDefinition generator = ModuleDefinition.ReadModule(typeof(KoffiGenerator).Assembly.Location);
        using ModuleDefinition analyzers = ModuleDefinition.ReadModule(typeof(ImportAnalyzer).Assembly.Location);
        FieldDefinition counter = AddCounter(generator);
        Instrument(generator, counter);
        Instrument(analyzers, analyzers.ImportReference(counter));

        CopyContext context = new();
        Assembly instrumented = context.Load(generator);
        _counter = instrumented.GetType(counter.DeclaringType.FullName, throwOnError: true)!.GetField(counter.Name)!;
        _generator = instrumented.GetType(typeof(KoffiGenerator).FullName!, throwOnError: true)!;
        _analyzers =
        [
            .. context
                .Load(analyzers)
                .GetTypes()
                .Where(static type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(DiagnosticAnalyzer))),
        ];
    }

    /// <summary>Returns the work of a build of the program by the generator and the analyzers.</summary>
    public Work Measure(InputProgram program)
    {
        MemoryFile[] files = [new MemoryFile("/project/input.koffi", program.File)];
        MemoryOptions options = new("Root");
        CSharpCompilation compilation = GeneratorHarness.CreateCompilation([program.Source]);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [((IIncrementalGenerator)Activator.CreateInstance(_generator)!).AsSourceGenerator()],
            files,
            GeneratorHarness.ParseOptions,
            options
        );
        _counter.SetValue(null, 0L);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        GeneratorRunResult result = driver.RunGenerators(compilation).GetRunResult().Results.Single();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.That(result.Exception, Is.Null);
        Assert.That(result.Diagnostics, Is.Empty);

        ImmutableArray<Diagnostic> diagnostics = compilation
            .WithAnalyzers(
                [.. _analyzers.Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)],
                new CompilationWithAnalyzersOptions(
                    new AnalyzerOptions([.. files], options),
                    onAnalyzerException: null,
                    concurrentAnalysis: false,
                    logAnalyzerExecutionTime: false
                )
            )
            .GetAnalyzerDiagnosticsAsync()
            .GetAwaiter()
            .GetResult();
        Assert.That(diagnostics.Select(static diagnostic => diagnostic.Id).Distinct(), Has.All.StartsWith("KOFFI"));
        return new Work((long)_counter.GetValue(null)!, allocated);
    }

    private static FieldDefinition AddCounter(ModuleDefinition module)
    {
        FieldDefinition counter = new("Steps", FieldAttributes.Public | FieldAttributes.Static, module.TypeSystem.Int64);
        TypeDefinition type = new("KoffiGen", "WorkCounter", TypeAttributes.Public | TypeAttributes.Class, module.TypeSystem.Object);
        type.Fields.Add(counter);
        module.Types.Add(type);
        return counter;
    }

    private static void Instrument(ModuleDefinition module, FieldReference counter)
    {
        foreach (
            MethodDefinition method in module.GetTypes().SelectMany(static type => type.Methods).Where(static method => method.HasBody)
        )
        {
            Instrument(method.Body, counter);
        }
    }

    private static void Instrument(MethodBody body, FieldReference counter)
    {
        body.SimplifyMacros();
        ILProcessor il = body.GetILProcessor();
        Dictionary<Instruction, int> positions = body
            .Instructions.Select(static (instruction, index) => (instruction, index))
            .ToDictionary();
        List<Instruction> places = [body.Instructions[0]];
        places.AddRange(
            body.Instructions.Where(branch =>
                branch.Operand is Instruction target && positions[target] <= positions[branch] && branch != body.Instructions[0]
            )
        );
        foreach (Instruction place in places)
        {
            Instruction first = il.Create(OpCodes.Ldsfld, counter);
            Instruction[] increment = [first, il.Create(OpCodes.Ldc_I8, 1L), il.Create(OpCodes.Add), il.Create(OpCodes.Stsfld, counter)];
            foreach (Instruction instruction in increment)
            {
                il.InsertBefore(place, instruction);
            }

            // The first instruction runs once for each call. A branch back to it is counted by itself.
            if (place != places[0])
            {
                Redirect(body, place, first);
            }
        }

        body.OptimizeMacros();
    }

    private static void Redirect(MethodBody body, Instruction from, Instruction to)
    {
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand == from)
            {
                instruction.Operand = to;
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                instruction.Operand = Array.ConvertAll(targets, target => target == from ? to : target);
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = handler.TryStart == from ? to : handler.TryStart;
            handler.TryEnd = handler.TryEnd == from ? to : handler.TryEnd;
            handler.HandlerStart = handler.HandlerStart == from ? to : handler.HandlerStart;
            handler.HandlerEnd = handler.HandlerEnd == from ? to : handler.HandlerEnd;
        }
    }

    /// <summary>Loads the copies, whose references to each other lead to the copies.</summary>
    private sealed class CopyContext() : AssemblyLoadContext("Work")
    {
        private readonly Dictionary<string, Assembly> _copies = [];

        public Assembly Load(ModuleDefinition module)
        {
            using MemoryStream stream = new();
            module.Write(stream);
            stream.Position = 0;
            return _copies[module.Assembly.Name.Name] = LoadFromStream(stream);
        }

        protected override Assembly? Load(AssemblyName assemblyName) => _copies.GetValueOrDefault(assemblyName.Name!);
    }
}
