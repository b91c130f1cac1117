namespace KoffiGen.Benchmarks.Calls;

/// <summary>A struct of the user's, passed as <c>struct vec2</c>.</summary>
[KoffiType("struct vec2")]
internal struct Vec2
{
    public double X;
    public double Y;
}
