using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Values;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;

namespace KoffiGen.Marshalling;

/// <summary>The relations between C types and C# types that the matchers and the binders need.</summary>
/// <param name="types">The types of the project.</param>
/// <param name="thunks">The thunks of the class; <see langword="null"/> if no signature contains the user's own delegates.</param>
internal sealed class TypeMatcher(IProjectTypes types, BlittableStandInTable standIns, ICallbackThunks? thunks = null)
{
    /// <summary>The maximum size in bytes of a struct argument while the runtime's marshalling is enabled.</summary>
    public const int MaximumArgumentSize = 32 * 1024;

    /// <summary>
    /// The maximum size in bytes of a struct result while the runtime's marshalling is enabled. By measurement, the JIT throws
    /// MarshalDirectiveException for larger ones.
    /// </summary>
    public const int MaximumResultSize = 65_520;

    /// <summary>Returns a matcher that adds blittable stand-ins to another table.</summary>
    public TypeMatcher WithStandIns(BlittableStandInTable others) => new(types, others, thunks);

    /// <summary>Returns the form in which a user's struct is passed by value: unchanged, or as its blittable stand-in.</summary>
    public ValueForm StructByValue(CSharpType type)
    {
        if (type is not CSharpType.Struct { NeedsBlittableStandIn: true } declared)
        {
            return new ValueForm(NativeType.Of(type), Conversion.Identity);
        }

        NativeType standIn = standIns.Get(declared);
        return new ValueForm(standIn, new BitCastConversion(type, standIn));
    }

    /// <summary>
    /// Returns the generated type whose callbacks have the delegate type; <see langword="null"/> if the delegate does not belong to the
    /// function type.
    /// </summary>
    public GeneratedType? FindDelegate(FunctionType function, CSharpType managed)
    {
        // Function types are compared structurally, so a C# type that is generated for an equal inline function type elsewhere matches
        // too.
        return managed is not (CSharpType.Named or CSharpType.Delegate) ? null
            : FindGenerated(function) is { } generated && generated.IsDelegate(managed) ? generated
            : FindDelegates(managed)
                .Where(type => TypeIdentity.AreMarshalledAlike(type.Key, function))
                .Select(static type => type.Value)
                .FirstOrDefault();
    }

    /// <summary>Whether C# passes a delegate for a pointer to the function type.</summary>
    public bool IsDelegate(FunctionType function, CSharpType managed) =>
        managed is CSharpType.Delegate || FindDelegate(function, managed) is not null;

    /// <summary>Returns the function type that the delegate is declared for; <see langword="null"/> if it is declared for none.</summary>
    public FunctionType? FindFunction(CSharpType managed) =>
        FindDelegates(managed).Select(static type => (FunctionType)type.Key).FirstOrDefault();

    private IEnumerable<KeyValuePair<CType, GeneratedType>> FindDelegates(CSharpType managed) =>
        managed.DeclaredName is { } name
            ? types.FindByName(name.Identifier).Where(type => type.Key is FunctionType && type.Value.IsDelegate(managed))
            : [];

    /// <summary>
    /// Returns the class with the thunks of a delegate that is not declared for a named C function type, or the reason why C cannot call
    /// the delegate.
    /// </summary>
    public Match<CSharpType.Named> FindThunks(FunctionType function, CSharpType.Delegate type, MethodDeclaration signature) =>
        thunks?.Match(function, type, signature, this) ?? default;

    /// <summary>
    /// Returns the reason why the struct cannot be passed or returned by value; <see langword="null"/> if it can, or if the type is not a
    /// struct.
    /// </summary>
    public string? CannotPassByValue(CType type) =>
        type.Canonical is RecordType { IsComplete: true } record ? types.FindByValueObstacle(record) : null;

    /// <summary>
    /// Returns the reason why the struct has no C# struct, as the end of a sentence; <see langword="null"/> if it has one, or if the type
    /// is not a struct.
    /// </summary>
    public string? FindObstacle(CType type) =>
        type.Canonical is not RecordType { IsComplete: true } record || FindGenerated(record) is not null
            ? null
            : types.FindObstacle(record);

    /// <summary>Whether the struct exceeds the limit, which applies only while the runtime's marshalling is enabled.</summary>
    public bool IsTooLargeToPass(CType type, int limit) =>
        type.Canonical is RecordType record
        && !types.DisablesRuntimeMarshalling
        && LayoutCalculator.GetLayout(record, TargetAbi.LinuxX64) is { Size: var size }
        && size > limit;

    /// <summary>
    /// Returns the alignment in C, in bytes, if it exceeds that of .NET on some target; otherwise <see langword="null"/>.
    /// </summary>
    public PlatformValue? FindOverAlignment(CType type) => types.FindOverAlignment(type);

    /// <summary>Returns the size in bytes if the C type and the C# type have the same size; otherwise <see langword="null"/>.</summary>
    public long? FindCommonSize(CType type, CSharpType managed) =>
        types.Measure(type, TargetAbi.LinuxX64) is { Size: var size }
        && new StructComparer(FindNamed).Measure(managed, TargetAbi.LinuxX64)?.Size == size
            ? size
            : null;

    /// <summary>
    /// Returns the generated C# type of a struct, opaque type, enum or function type; <see langword="null"/> if there is none.
    /// </summary>
    public GeneratedType? FindGenerated(CType type) => types.FindGenerated(type);

    /// <summary>Returns the user's C# type that the C name refers to; <see langword="null"/> if there is none.</summary>
    public CSharpType? FindForeign(ForeignType type) => types.FindForeign(type);

    /// <summary>Returns the encoding if a pointer to this type is a string; otherwise <see langword="null"/>.</summary>
    public static TextEncoding? TextEncodingOf(CType pointee) =>
        pointee.Canonical is BasicType { ByteOrder: ByteOrder.Native } basic
            ? basic.Kind switch
            {
                BasicTypeKind.Char => TextEncoding.Utf8,
                BasicTypeKind.Char16 => TextEncoding.Utf16,
                BasicTypeKind.Char32 => TextEncoding.Utf32,
                BasicTypeKind.WChar => TextEncoding.Wide,
                _ => null,
            }
            : null;

    /// <summary>Whether the C# type is the generated handle value of an opaque type.</summary>
    public bool IsHandle(CSharpType managed) => FindByName(managed).Any(type => IsOpaque(type.Key) && type.Value.IsValue(managed));

    /// <summary>
    /// Returns the C type that the generated C# type represents: the opaque type of a handle, or the function type of a delegate;
    /// <see langword="null"/> for other types.
    /// </summary>
    public CType? FindCType(CSharpType managed) =>
        FindByName(managed)
            .Where(type => type.Value.IsValue(managed) || type.Value.IsHandle(managed) || type.Value.IsDelegate(managed))
            .Select(static type => type.Key)
            .FirstOrDefault();

    /// <summary>Whether the C# type is a generated SafeHandle class.</summary>
    public bool IsSafeHandle(CSharpType managed) => FindByName(managed).Any(type => type.Value.IsHandle(managed));

    /// <summary>
    /// Returns the SafeHandle class for the generated type of arguments that hold memory of a struct or a handle;
    /// <see langword="null"/> for other types. Such an argument may refer to the stack.
    /// </summary>
    public CSharpType.Named? FindHandleOfStruct(CSharpType managed) =>
        managed is CSharpType.Named { Name.Container: { } owner }
            ? types
                .FindByName(owner.Identifier)
                .Where(type =>
                    type.Key is RecordType { IsComplete: true }
                    && (type.Value.IsArgument(managed) || type.Value.IsReadOnlyArgument(managed))
                )
                .Select(static type => type.Value.Handle)
                .FirstOrDefault()
            : null;

    /// <summary>
    /// Returns the SafeHandle class that owns what C transfers with the pointer; <see langword="null"/> if there is none.
    /// </summary>
    public CSharpType? FindOwner(PointerType pointer) =>
        pointer is { Count: null, Ownership: { } ownership }
        && FindGenerated(pointer.Pointee.Type) is { } generated
        && (IsOpaque(pointer.Pointee.Type) ? generated.Disposal : generated.FindDisposer(ownership)) is not null
            ? generated.Handle
            : null;

    /// <summary>
    /// Returns the function that frees what C transfers with the pointer; <see langword="null"/> if the library keeps the memory.
    /// </summary>
    public DisposalModel? FindDisposal(PointerType pointer) =>
        pointer is { Count: null, Ownership: { } ownership } && FindGenerated(pointer.Pointee.Type)?.FindDisposer(ownership) is { } disposer
            ? disposer
            : DisposalBinder.Bind(pointer);

    /// <summary>Returns the generated types that the C# type may refer to, with their C types.</summary>
    private IEnumerable<KeyValuePair<CType, GeneratedType>> FindByName(CSharpType managed) =>
        managed is CSharpType.Named named ? types.FindByName(named.Name.Identifier) : [];

    /// <summary>
    /// Whether pointers to the type have a C# type that holds only the address: those to opaque types and to functions.
    /// </summary>
    public static bool IsPointerValue(CType pointee) => IsOpaque(pointee) || pointee.Canonical is FunctionType;

    public static bool IsOpaque(CType type) => type.Canonical is RecordType { IsComplete: false };

    /// <summary>Whether the C# type and the C type have the same representation in memory.</summary>
    public bool IsSameMemory(CType type, CSharpType managed)
    {
        switch (type.Canonical)
        {
            case VoidType:
                return managed.IsUnmanaged && !IsSafeHandle(managed);
            case BasicType basic:
                return ScalarMarshalling.IsSameMemory(basic, managed);
            case PointerType pointer:
                return IsPointerTo(pointer.Pointee.Type, managed);
            case ArrayType array:
                return IsElement(array, managed) || IsWholeArray(array, managed);
            case ForeignType foreign:
                return FindForeign(foreign) is { } own && own.IsSame(managed);
            case EnumType:
                return IsGenerated(type, managed)
                    || ScalarMarshalling.IsIntegerOfSize(managed, ScalarMarshalling.NativeType((EnumType)type.Canonical));
            case RecordType { IsComplete: true } record:
                return IsGenerated(type, managed) || (managed is CSharpType.Struct && FindDifference(record, managed) is null);
            default:
                return false;
        }
    }

    /// <summary>Whether the C# type represents an element of the C array, at any depth of nesting.</summary>
    public bool IsElement(CType type, CSharpType managed) =>
        type.Canonical is ArrayType array && (IsElement(array.Element.Type, managed) || IsSameMemory(array.Element.Type, managed));

    /// <summary>
    /// Whether the C# type has the layout of the whole C array: an <c>[InlineArray]</c> of that length, or a struct with as many fields.
    /// </summary>
    public bool IsWholeArray(ArrayType array, CSharpType managed) =>
        managed is CSharpType.Struct or CSharpType.Named { IsUnmanaged: true }
        && LayoutCalculator.GetLayout(array, TargetAbi.LinuxX64) is not null
        && FindDifference(array, managed) is null;

    /// <summary>
    /// Whether the C# type is known to be smaller on some platform. Structs are never: reference assemblies omit their fields.
    /// </summary>
    public bool IsSmaller(CSharpType managed, long bytes) =>
        managed is not CSharpType.Struct
        && new[] { TargetAbi.LinuxX64, TargetAbi.WindowsX64 }.Any(target =>
            new StructComparer(FindNamed).Measure(managed, target)?.Size < bytes
        );

    /// <summary>Returns the number of C# elements in one C element, which is more than one if the C elements are arrays.</summary>
    public long CountElements(CType type, CSharpType element)
    {
        long count = 1;
        for (
            CType current = type.Canonical;
            current is ArrayType { Length: { } columns } array && IsElement(current, element);
            current = array.Element.Type.Canonical
        )
        {
            count *= columns;
        }

        return count;
    }

    /// <summary>
    /// Returns the difference between the user's struct and the C type, as the end of a sentence; <see langword="null"/> if their layouts
    /// match.
    /// </summary>
    public string? FindDifference(CType type, CSharpType managed) => new StructComparer(FindNamed).FindDifference(type, managed);

    /// <summary>
    /// Returns the mismatch between a C struct, or a pointer to one, and the user's struct that a C# type is or contains;
    /// <see langword="null"/> if their layouts match, or if a type has no such struct.
    /// </summary>
    public LayoutMismatch? FindLayoutMismatch(CType type, CSharpType managed)
    {
        CType target = type.Canonical is PointerType pointer ? pointer.Pointee.Type : type;
        CSharpType value = managed.WithoutNullable;
        return
            target.Canonical is RecordType { IsComplete: true } record
            && (value.Element ?? value) is CSharpType.Struct candidate
            && FindDifference(record, candidate) is { } difference
            ? new LayoutMismatch(candidate, record, difference)
            : null;
    }

    /// <summary>
    /// Returns the difference between the C# function pointer and the C function type, as the end of a sentence; <see langword="null"/>
    /// if they match.
    /// </summary>
    public string? FindDifference(FunctionType function, CSharpType.FunctionPointer pointer) =>
        new FunctionPointerComparer(this).FindDifference(function, pointer);

    private CType? FindNamed(CSharpType managed) =>
        FindByName(managed).Where(type => type.Value.IsValue(managed)).Select(static type => type.Key).FirstOrDefault();

    /// <summary>Whether the C# type can hold a pointer to the C type. An untyped address can hold any pointer.</summary>
    public bool IsPointerTo(CType pointee, CSharpType managed) =>
        managed switch
        {
            CSharpType.Primitive { Keyword: CSharpPrimitive.IntPtr or CSharpPrimitive.UIntPtr } => true,
            CSharpType.Pointer { PointedAtType: var target } => pointee.Canonical is VoidType
                || target.IsVoid
                || IsSameMemory(pointee, target)
                || TextEncodingOf(pointee) is not null
                || IsOpaque(pointee),
            CSharpType.FunctionPointer pointer => pointee.Canonical switch
            {
                FunctionType function => FindDifference(function, pointer) is null,
                VoidType => FunctionPointerComparer.FindObstacle(pointer) is null,
                _ => false,
            },
            CSharpType.TypedPointer { PointedAtType: var target } => IsSameMemory(pointee, target),
            CSharpType.Utf8Pointer => TextEncodingOf(pointee) == TextEncoding.Utf8 || pointee.Canonical is VoidType,
            CSharpType.Named => IsPointerValue(pointee) && IsGenerated(pointee, managed),
            _ => false,
        };

    /// <summary>Returns the default C# type of an element of native memory; <see langword="null"/> if there is none.</summary>
    public CSharpType? MemoryType(CType type) =>
        type.Canonical switch
        {
            BasicType basic => ScalarMarshalling.MemoryType(basic),
            PointerType pointer when IsPointerValue(pointer.Pointee.Type) && FindGenerated(pointer.Pointee.Type) is { } value => value.Type,
            PointerType pointer => PointerTo(pointer.Pointee.Type),
            ArrayType array => MemoryType(array.Element.Type),
            ForeignType foreign => FindForeign(foreign),
            EnumType or RecordType { IsComplete: true } => FindGenerated(type) is { } generated ? generated.Type
            : type.Canonical is EnumType enumeration ? ScalarMarshalling.IntegerType(enumeration)
            : null,
            _ => null,
        };

    /// <summary>Returns the C# type of a pointer: a typed one, or an untyped address if C# has no type for the pointee.</summary>
    public CSharpType PointerTo(CType pointee) =>
        TextEncodingOf(pointee) == TextEncoding.Utf8 ? new CSharpType.Utf8Pointer() : MemoryPointerTo(pointee) ?? CSharpType.IntPtr;

    /// <summary>
    /// Returns the typed pointer to elements of the type, including characters; <see langword="null"/> if C# has no type for them.
    /// </summary>
    public CSharpType? MemoryPointerTo(CType pointee) => MemoryType(pointee) is { } element ? new CSharpType.TypedPointer(element) : null;

    /// <summary>
    /// Returns the generated struct whose managed form is the C# type; <see langword="null"/> if the C# type is not the managed form of
    /// the C type.
    /// </summary>
    public GeneratedType? FindManagedForm(CType type, CSharpType managed) =>
        type.Canonical is RecordType { IsComplete: true } record
        && FindGenerated(record) is { } generated
        && generated.IsManagedForm(managed)
        && ManagedFormRules.HasManagedForm(record)
            ? generated
            : null;

    /// <summary>Whether C transfers ownership of memory with values of the struct.</summary>
    public bool OwnsMemory(CType type) =>
        type.Canonical is RecordType record && FindGenerated(record) is not null && ManagedFormRules.OwnsMemory(record);

    /// <summary>
    /// Whether C transfers ownership of a struct or an opaque object without naming the function that frees it. <c>free</c> is rarely the
    /// right one, because most libraries have a function for each type.
    /// </summary>
    public bool LacksDisposer(CType type) =>
        type.Canonical is PointerType { Ownership: { IsFree: true } ownership, Count: null, Pointee.Type: { } pointee }
        && pointee.Canonical switch
        {
            RecordType record => FindGenerated(pointee) is not { } generated
                ? record is { IsComplete: true, Disposer: null }
                : generated.FindDisposer(ownership) is null,
            ForeignType foreign => FindForeign(foreign) is CSharpType.Struct,
            _ => false,
        };

    /// <summary>Whether the C# type is the generated type of the C type.</summary>
    public bool IsGenerated(CType type, CSharpType managed)
    {
        if (managed is not CSharpType.Named)
        {
            return false;
        }

        // Function types are compared structurally, so a C# type that is generated for an equal inline function type elsewhere matches
        // too.
        return FindGenerated(type)?.IsValue(managed) == true
            || (
                type.Canonical is FunctionType
                && FindByName(managed)
                    .Any(other => other.Value.IsValue(managed) && other.Key is FunctionType && TypeIdentity.AreSame(other.Key, type))
            );
    }
}
