namespace KoffiGen.Symbols;

/// <summary>The metadata names of the attributes that the generator looks for. A test compares them with the runtime.</summary>
internal static class AttributeNames
{
    public const string Import = "KoffiGen.KoffiImportAttribute";
    public const string Async = "KoffiGen.KoffiAsyncAttribute";
    public const string Library = "KoffiGen.KoffiLibraryAttribute";
    public const string Callback = "KoffiGen.KoffiCallbackAttribute";
    public const string Define = "KoffiGen.KoffiDefineAttribute";
    public const string Disposable = "KoffiGen.KoffiDisposableAttribute";
    public const string Symbol = "KoffiGen.KoffiSymbolAttribute";
    public const string Type = "KoffiGen.KoffiTypeAttribute";
}
