namespace KoffiGen.Types;

/// <summary>Writes types as C writes them.</summary>
internal static class CTypeWriter
{
    public static string Write(QualifiedType type) => type.Type.GetType().Name;
}
