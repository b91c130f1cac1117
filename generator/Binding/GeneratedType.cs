using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding;

/// <summary>The C# type that a C type becomes, and the types that are generated with it.</summary>
/// <param name="QualifiedName">The name, by which signatures refer to it.</param>
/// <param name="Disposal">How a pointer to the opaque type is released; with it there is a SafeHandle class, too.</param>
internal sealed record GeneratedType(QualifiedName QualifiedName, DisposalModel? Disposal = null)
{
    /// <summary>Whether it is visible outside the assembly.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Whether it is nested in the struct whose member declares it, and is generated with that.</summary>
    public bool IsNested { get; init; }

    /// <summary>Whether it is the type of an anonymous member, which is reached through the struct around it.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Of pointers to a function type: the delegate of such callbacks; <see langword="null"/> where C# cannot be called by it.</summary>
    public QualifiedName? DelegateQualifiedName { get; init; }

    /// <summary>The delegate, where it is one that the user wrote.</summary>
    public CallbackDeclaration? OwnDelegate { get; init; }

    /// <summary>The name alone as code writes it.</summary>
    public string Name => CSharpIdentifier.Escape(QualifiedName.Identifier);

    /// <summary>The namespace or the type around it.</summary>
    public QualifiedName Container => QualifiedName.Container!;

    public CSharpType.Named Type => new(QualifiedName);

    /// <summary>The SafeHandle class of an opaque type that has a disposer.</summary>
    public CSharpType.Named Handle => new(Container.Member(HandleName));

    /// <summary>What a call takes for a handle: the value or the SafeHandle class.</summary>
    public CSharpType.Named Argument => new(QualifiedName.Member(CSharpType.Named.ArgumentName));

    /// <summary>The managed form of a struct, whose text and arrays are .NET's.</summary>
    public CSharpType.Named ManagedForm => new(QualifiedName.Member(CSharpType.Named.ManagedFormName));

    public CSharpType.Named? Delegate => DelegateQualifiedName is { } name ? new CSharpType.Named(name) : null;

    /// <summary>The class with the callbacks of a function type.</summary>
    public CSharpType.Named Thunks => new(QualifiedName.Member("Thunks"));

    public string HandleName => QualifiedName.Identifier + "Handle";

    public string? DelegateName => DelegateQualifiedName is { } name ? CSharpIdentifier.Escape(name.Identifier) : null;

    public string Text => QualifiedName.Text;

    public string HandleText => Handle.Text;

    public string DelegateText => DelegateQualifiedName!.Text;

    public string ThunksText => Thunks.Text;

    /// <summary>The function that closes a handle of the type, where the library has it itself.</summary>
    public SymbolModel? OwnDisposer => Disposal?.Symbol is { Library: null } symbol ? symbol : null;

    public bool IsValue(CSharpType type) => type.NullableValue is null && Is(type, QualifiedName);

    public bool IsHandle(CSharpType type) => Disposal is not null && Is(type, Handle.Name);

    public bool IsArgument(CSharpType type) => Disposal is not null && type.NullableValue is null && Is(type, Argument.Name);

    public bool IsManagedForm(CSharpType type) => type.NullableValue is null && Is(type, ManagedForm.Name);

    public bool IsDelegate(CSharpType type) =>
        DelegateQualifiedName is { } name && (type is CSharpType.Delegate declared ? declared.Name == name : Is(type, name));

    /// <summary>The one of the names that has the identifier.</summary>
    public QualifiedName FindName(string identifier) =>
        QualifiedName.Identifier == identifier ? QualifiedName
        : DelegateQualifiedName?.Identifier == identifier ? DelegateQualifiedName
        : Handle.Name;

    /// <summary>The name of the C# type of pointers to a function.</summary>
    public static string FunctionPointerName(string function) => function.TrimStart('@') + "Pointer";

    // A name that could not be resolved is one of the class's own types.
    private static bool Is(CSharpType type, QualifiedName name) => type is CSharpType.Named named && name.IsMeantBy(named.Name);
}
