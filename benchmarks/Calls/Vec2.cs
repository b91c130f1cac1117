namespace KoffiGen.Benchmarks.Calls;

/// <summary>A hand-written struct, passed as <c>struct vec2</c>.</summary>
[KoffiType("struct vec2")]
internal struct Vec2
{
    public double X;
    public double Y;
}
