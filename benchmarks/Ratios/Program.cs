using System.Globalization;
using System.Runtime;
using KoffiGen.Benchmarks.Calls;
using KoffiGen.Benchmarks.Ratios;

Console.WriteLine($"{(JitInfo.GetCompiledMethodCount() > 0 ? "JIT" : "NativeAOT")}, ns per call, median of {PairedTimer.Rounds} rounds");
Console.WriteLine("| calls | baseline | KoffiGen | ratio | 99 % interval |");
Console.WriteLine("|---|---:|---:|---:|---|");
Measure("number", "hand-written", CallLoops.HandWrittenNumbers, CallLoops.KoffiNumbers);
Measure("number again", "hand-written", CallLoops.HandWrittenNumbers, CallLoops.HandWrittenNumbers);
Measure("number, of an object's library", "hand-written", CallLoops.HandWrittenNumbers, CallLoops.KoffiInstanceNumbers);
Measure("SafeHandle", "address", CallLoops.KoffiAddresses, CallLoops.KoffiHandles);
Measure("SafeHandle", "DangerousAddRef", CallLoops.HandWrittenHandles, CallLoops.KoffiHandles);
Measure("struct", "hand-written", CallLoops.HandWrittenStructs, CallLoops.KoffiStructs);
Measure("generated struct", "hand-written", CallLoops.HandWrittenStructs, CallLoops.KoffiGeneratedStructs);
Measure("out struct", "hand-written", CallLoops.HandWrittenOutStructs, CallLoops.KoffiOutStructs);
Measure("span of 1,000 structs", "hand-written", CallLoops.HandWrittenStructSpans, CallLoops.KoffiStructSpans);
Measure("seven variable arguments", "named", CallLoops.Named, CallLoops.Variadic);
Measure("the same, at run time", "typed", CallLoops.Variadic, CallLoops.VariadicOpen);
Measure("snprintf, at run time", "typed", CallLoops.Format, CallLoops.FormatOpen);
Measure("UTF-8 span", "hand-written", CallLoops.HandWrittenSpans, CallLoops.KoffiSpans);
Measure("array, its length checked", "hand-written", CallLoops.HandWrittenSpans, CallLoops.KoffiArrays);
CallLoops.Text = new string('x', 12);
Measure("string of 12", "LibraryImport", CallLoops.LibraryImportStrings, CallLoops.KoffiStrings);
CallLoops.Text = new string('x', 200);
Measure("string of 200", "LibraryImport", CallLoops.LibraryImportStrings, CallLoops.KoffiStrings);
Measure("call back, transient", "static method", CallbackLoops.Bare, CallbackLoops.KoffiTransient);
Measure("call back, registered", "static method", CallbackLoops.Bare, CallbackLoops.KoffiRegistered);
Measure("call back, by context", "static method", CallbackLoops.Bare, CallbackLoops.KoffiContext);
Measure("call back, registered", "delegate's function pointer", CallbackLoops.DelegatePointer, CallbackLoops.KoffiRegistered);
Measure("new closure", "delegate's function pointer", CallbackLoops.NewDelegatePointers, CallbackLoops.NewCallbacks);
Measure("new closure, by context", "delegate's function pointer", CallbackLoops.NewDelegatePointers, CallbackLoops.NewContextCallbacks);
Measure("awaited on another thread", "Task.Run", AsynchronousLoops.TaskRunAwaited, AsynchronousLoops.KoffiAwaited, 2_000);
Measure("ten thousand at once", "Task.Run", AsynchronousLoops.TaskRunBatch, AsynchronousLoops.KoffiBatch, 10_000);

static void Measure(string name, string baselineName, Action<int> baseline, Action<int> koffi, int calls = PairedTimer.CallsPerRound)
{
    PairedTimer.Result result = PairedTimer.Compare(baseline, koffi, calls);
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {result.Baseline:F2} ({baselineName}) | {result.Candidate:F2} "
                + $"| {result.Ratio:F2} | {result.Low:F2} … {result.High:F2} |"
        )
    );
}
