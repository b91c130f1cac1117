using KoffiGen;

[KoffiType("struct Planet")]
readonly record struct Planet(int Moons, double Radius);

/// <summary>
/// A comparer of planets. A delegate in your own code may choose the C# types of the parameters: here, C's pointers are references.
/// </summary>
[KoffiCallback("int PlanetComparison(const struct Planet *left, const struct Planet *right)")]
delegate int PlanetComparison(in Planet left, in Planet right);

[KoffiLibrary("c")]
static partial class Libc
{
    [KoffiImport(
        "void qsort(_Inout_updates_(count) struct Planet *planets, size_t count, size_t size, PlanetComparison *compare)",
        EntryPoint = "qsort"
    )]
    public static partial void Sort(Span<Planet> planets, int size, PlanetComparison compare);
}
