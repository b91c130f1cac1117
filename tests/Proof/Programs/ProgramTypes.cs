namespace KoffiGen.Tests.Proof.Programs;

/// <summary>A type that a random program declares.</summary>
/// <param name="C">Its name in C, with the keyword if it is a tag.</param>
/// <param name="CSharp">Its name in C#, without the namespace.</param>
internal sealed record ProgramType(string C, string CSharp);

/// <summary>The types that the declarations of one file or class may use.</summary>
internal sealed class ProgramTypes
{
    public List<ProgramType> Structs { get; } = [];

    /// <summary>Structs and unions that have no array without a length at their end.</summary>
    public List<ProgramType> Values { get; } = [];

    public List<ProgramType> Enums { get; } = [];

    public List<ProgramType> Opaques { get; } = [];

    public List<ProgramType> Handles { get; } = [];

    public List<ProgramType> OwnedStructs { get; } = [];

    public List<ProgramType> Functions { get; } = [];

    /// <summary>Functions with a context pointer.</summary>
    public List<ProgramType> Closures { get; } = [];
}
