namespace KoffiGen.Model.Declarations;

/// <summary>The prototype of an attribute that may name the function that closes what the C function returns.</summary>
internal sealed record OwningPrototype(ContainingType ContainingType, EquatableArray<string> Texts)
{
    /// <summary>Returns the prototypes of a class that contain <c>!(f)</c>. The others cannot influence the types of the project.</summary>
    public static IEnumerable<OwningPrototype> Of(ImportClass imports) =>
        imports
            .ClassImports.Concat(imports.MethodImports.Select(static import => import.Import))
            .Select(static import => import.Texts)
            .Where(NamesDisposer)
            .Select(texts => new OwningPrototype(imports.ContainingType, texts));

    public static bool NamesDisposer(EquatableArray<string> texts) =>
        texts.Any(static text =>
        {
            int sign = text.IndexOf('!');
            return sign >= 0 && text.IndexOf('(', sign) >= 0;
        });
}
