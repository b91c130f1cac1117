using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Marshalling;

/// <summary>The generated C# type of a C type, and the types that are generated with it.</summary>
internal sealed record GeneratedType(QualifiedName QualifiedName)
{
    /// <summary>
    /// The functions, then the C# methods, that free the objects of an opaque type or a struct, for which a SafeHandle class is generated
    /// too. First comes the one that the class calls unless a declaration names another.
    /// </summary>
    public EquatableArray<DisposalModel> Disposers { get; init; }

    /// <summary>Whether the declaration of the type names the first disposer, rather than a function that returns an object.</summary>
    public bool HasOwnDisposer { get; init; }

    /// <summary>The disposer that the SafeHandle class calls; <see langword="null"/> if there is no such class.</summary>
    public DisposalModel? Disposal => Disposers.IsEmpty ? null : Disposers[0];

    public bool IsPublic { get; init; }

    /// <summary>Whether the type is declared by a member of a struct, in which it is nested.</summary>
    public bool IsNested { get; init; }

    /// <summary>Whether it is the type of an anonymous member, whose members the containing struct forwards.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>The delegate of a function type; <see langword="null"/> if C cannot call C# through it, and for other types.</summary>
    public QualifiedName? DelegateQualifiedName { get; init; }

    /// <summary>The delegate if the user has declared it; otherwise <see langword="null"/>.</summary>
    public CallbackDeclaration? OwnDelegate { get; init; }

    /// <summary>The simple name as an identifier in code.</summary>
    public string Name => CSharpIdentifier.Escape(QualifiedName.Identifier);

    /// <summary>The containing namespace or type.</summary>
    public QualifiedName Container => QualifiedName.Container!;

    public CSharpType.Named Type => new(QualifiedName);

    /// <summary>The SafeHandle class of an opaque type or a struct that has a disposer.</summary>
    public CSharpType.Named Handle => new(Container.Member(HandleName));

    /// <summary>The parameter type for a handle: it holds a handle value, or memory of a struct, or a SafeHandle.</summary>
    public CSharpType.Named Argument => new(QualifiedName.Member(CSharpType.Named.ArgumentName));

    /// <summary>The parameter type for a handle or memory of a struct that C only reads.</summary>
    public CSharpType.Named ReadOnlyArgument => new(QualifiedName.Member(CSharpType.Named.ReadOnlyArgumentName));

    /// <summary>The managed form of a struct.</summary>
    public CSharpType.Named ManagedForm => new(QualifiedName.Member(CSharpType.Named.ManagedFormName));

    public CSharpType.Named? Delegate => DelegateQualifiedName is { } name ? new CSharpType.Named(name) : null;

    /// <summary>The class that contains the thunks of a function type.</summary>
    public CSharpType.Named Thunks => new(QualifiedName.Member("Thunks"));

    public string HandleName =>
        QualifiedName.Identifier is "DangerousGet" or "Release" or "Set"
            ? QualifiedName.Identifier + "Handle_" // SafeHandle has a member of this name without the underscore.
            : QualifiedName.Identifier + "Handle";

    public string? DelegateName => DelegateQualifiedName is { } name ? CSharpIdentifier.Escape(name.Identifier) : null;

    /// <summary>The SafeHandle class; <see langword="null"/> if there is none.</summary>
    public SafeHandleModel? SafeHandle =>
        Disposal is { } disposal
            ? new SafeHandleModel(HandleName, disposal)
            {
                HasOtherDisposers = Disposers.Count(static disposer => disposer.Method is null) > 1,
                HasMethods = Disposers.Any(static disposer => disposer.Method is not null),
                IsOfGenericType = QualifiedName.IsGeneric,
            }
            : null;

    /// <summary>Returns the disposer of an object that C transfers; <see langword="null"/> if no handle can close with it.</summary>
    public DisposalModel? FindDisposer(Ownership ownership)
    {
        // Without a name, the type's disposer applies. Several functions that name different ones leave it open.
        if (ownership.IsFree)
        {
            return HasOwnDisposer || Disposers.Count == 1 ? Disposal : null;
        }

        DisposalModel named = DisposalBinder.Bind(ownership);
        return Disposers.Where(named.IsSame).FirstOrDefault();
    }

    /// <summary>Whether the function of the type's library closes objects of the type.</summary>
    public bool IsClosedBy(string function) =>
        Disposers.Any(disposer => disposer is { Method: null, Symbol: null or { Library: null } } && disposer.Name == function);

    public bool IsValue(CSharpType type) => type.NullableValue is null && Is(type, QualifiedName);

    public bool IsHandle(CSharpType type) => Disposal is not null && Is(type, Handle.Name);

    public bool IsArgument(CSharpType type) => Disposal is not null && type.NullableValue is null && Is(type, Argument.Name);

    public bool IsReadOnlyArgument(CSharpType type) =>
        Disposal is not null && type.NullableValue is null && Is(type, ReadOnlyArgument.Name);

    public bool IsManagedForm(CSharpType type) => type.NullableValue is null && Is(type, ManagedForm.Name);

    public bool IsDelegate(CSharpType type) =>
        DelegateQualifiedName is { } name && (type is CSharpType.Delegate declared ? declared.Name == name : Is(type, name));

    /// <summary>The simple names of the type, its SafeHandle class and its delegate.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            yield return QualifiedName.Identifier;
            if (Disposal is not null)
            {
                yield return HandleName;
            }

            if (DelegateQualifiedName is { } callback)
            {
                yield return callback.Identifier;
            }
        }
    }

    /// <summary>Returns the name of the type, its delegate or its SafeHandle class that has the identifier.</summary>
    public QualifiedName FindName(string identifier) =>
        QualifiedName.Identifier == identifier ? QualifiedName
        : DelegateQualifiedName?.Identifier == identifier ? DelegateQualifiedName
        : Handle.Name;

    /// <summary>Returns the name of the C# type of pointers to a function type.</summary>
    public static string FunctionPointerName(string function) => function.TrimStart('@') + "Pointer";

    // A written name may omit outer types and namespaces.
    private static bool Is(CSharpType type, QualifiedName name) => type is CSharpType.Named named && name.IsMeantBy(named.Name);
}
