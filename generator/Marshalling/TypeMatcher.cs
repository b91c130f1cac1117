using KoffiGen.Binding;
using KoffiGen.Binding.Callbacks;
using KoffiGen.Binding.Structs;
using KoffiGen.C;
using KoffiGen.C.Layout;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Values;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Marshalling;

/// <summary>What the binding asks about C types and C# types that are to be one.</summary>
internal sealed class TypeMatcher(
    TypeEnvironment environment,
    Dictionary<CType, GeneratedType> ownTypes,
    Func<ForeignType, CSharpType?> signatureTypes,
    BlittableStandInTable twins,
    CallbackThunksTable? thunks = null
)
{
    /// <summary>What an argument may take where the runtime's marshalling is on.</summary>
    public const int MaximumArgumentSize = 32 * 1024;

    /// <summary>What a result may take there: measured, the JIT throws MarshalDirectiveException from the next byte on.</summary>
    public const int MaximumResultSize = 65_520;

    /// <summary>The same, with twins in another place.</summary>
    public TypeMatcher WithStandIns(BlittableStandInTable others) => new(environment, ownTypes, signatureTypes, others, thunks);

    /// <summary>A user's struct by value: as it is, or as the twin that stands for it.</summary>
    public ValueForm StructByValue(CSharpType type)
    {
        if (type is not CSharpType.Struct { NeedsBlittableStandIn: true } declared)
        {
            return new ValueForm(NativeType.Of(type), Conversion.Identity);
        }

        NativeType twin = twins.Get(declared);
        return new ValueForm(twin, new BitCastConversion(type, twin));
    }

    /// <summary>Whether public C# may show the type.</summary>
    public bool IsPublic(CType type) => environment.IsPublic(type);

    /// <summary>The generated type whose callbacks the C# delegate stands for; <see langword="null"/> where it is none of the function type's.</summary>
    public GeneratedType? FindDelegate(FunctionType function, CSharpType managed)
    {
        // Function types are equal by what they are, whatever place each is called after.
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

    /// <summary>The function type that the delegate is declared for; <see langword="null"/> for one that has none of its own.</summary>
    public FunctionType? FindFunction(CSharpType managed) =>
        FindDelegates(managed).Select(static type => (FunctionType)type.Key).FirstOrDefault();

    private IEnumerable<KeyValuePair<CType, GeneratedType>> FindDelegates(CSharpType managed) =>
        environment
            .Types.FindByName(managed.DeclaredName?.Identifier ?? "")
            .Concat(ownTypes)
            .Where(type => type.Key is FunctionType && type.Value.IsDelegate(managed));

    /// <summary>The signature of a delegate of the user's, as generated code writes it.</summary>
    public MethodDeclaration Qualify(MethodDeclaration signature, GeneratedType generated, FunctionType function) =>
        new GeneratedNameResolver(environment, generated.Container, function).Rewrite(signature);

    /// <summary>What C calls for a delegate that no C type is named for.</summary>
    public string? FindThunks(FunctionType function, CSharpType type, MethodDeclaration signature) =>
        thunks?.Find(function, type, signature, this);

    /// <summary>Why values of the struct cannot be passed and returned; <see langword="null"/> where they can.</summary>
    public string? CannotPassByValue(CType type)
    {
        if (type.Canonical is not RecordType { IsComplete: true } record)
        {
            return null;
        }

        StructPlan plan = environment.Structs.Plan(record);
        return plan.Problem is null ? plan.ByValueObstacle : null;
    }

    /// <summary>Why a struct has no C# struct, as the end of a sentence; <see langword="null"/> for what has one, or is none.</summary>
    public string? FindObstacle(CType type) =>
        type.Canonical is not RecordType { IsComplete: true } record || FindGenerated(record) is not null
            ? null
            : environment.Structs.Plan(record).Problem?.Reason;

    /// <summary>Whether the struct takes more than the limit, which holds where the runtime may have to convert what is passed.</summary>
    public bool IsTooLargeToPass(CType type, int limit) =>
        type.Canonical is RecordType record
        && !environment.Project.DisablesRuntimeMarshalling
        && LayoutCalculator.GetLayout(record, TargetAbi.LinuxX64) is { Size: var size }
        && size > limit;

    /// <summary>C's alignment of the type, where that is more than .NET's on some target.</summary>
    public PlatformValue? FindOverAlignment(CType type) => environment.Structs.FindOverAlignment(type);

    /// <summary>The bytes that both the C type and the C# type take; <see langword="null"/> where one takes more than the other.</summary>
    public long? FindCommonSize(CType type, CSharpType managed) =>
        environment.Structs.Measure(type, TargetAbi.LinuxX64) is { Size: var size }
        && new StructComparer(FindNamed).Measure(managed, TargetAbi.LinuxX64)?.Size == size
            ? size
            : null;

    /// <summary>The generated C# type of a record, an opaque type or an enum.</summary>
    public GeneratedType? FindGenerated(CType type) =>
        environment.FindGenerated(type) ?? (ownTypes.TryGetValue(type.Canonical, out GeneratedType? own) ? own : null);

    /// <summary>The user's C# type that the C name stands for.</summary>
    public CSharpType? FindForeign(ForeignType type) => signatureTypes(type) ?? environment.FindForeign(type);

    /// <summary>The width of the characters, where a pointer to this type is text.</summary>
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

    /// <summary>Whether the C# type is the generated value of a pointer to an opaque type.</summary>
    public bool IsHandle(CSharpType managed) => FindByName(managed).Any(type => IsOpaque(type.Key) && type.Value.IsValue(managed));

    /// <summary>The C type that the generated C# type stands for: what its handle is a pointer to, what its delegate is called as; <see langword="null"/> where there is none.</summary>
    public CType? FindCType(CSharpType managed) =>
        FindByName(managed)
            .Where(type => type.Value.IsValue(managed) || type.Value.IsHandle(managed) || type.Value.IsDelegate(managed))
            .Select(static type => type.Key)
            .FirstOrDefault();

    /// <summary>Whether the C# type is a generated SafeHandle class.</summary>
    public bool IsSafeHandle(CSharpType managed) => FindByName(managed).Any(type => type.Value.IsHandle(managed));

    /// <summary>The generated types that the C# type may be, with the C types that they stand for.</summary>
    private IEnumerable<KeyValuePair<CType, GeneratedType>> FindByName(CSharpType managed) =>
        managed is not CSharpType.Named named
            ? []
            : environment.Types.FindByName(named.Name.Identifier).Concat(ownTypes.Where(type => type.Value.IsValue(managed)));

    /// <summary>Whether pointers to the type are a C# type of their own, which knows no more than the address: those to opaque types and to functions.</summary>
    public static bool IsPointerValue(CType pointee) => IsOpaque(pointee) || pointee.Canonical is FunctionType;

    public static bool IsOpaque(CType type) => type.Canonical is RecordType { IsComplete: false };

    /// <summary>Whether memory of the C# type can stand for memory of the C type.</summary>
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

    /// <summary>Whether the C# type stands for an element, however deep, of C's array.</summary>
    public bool IsElement(CType type, CSharpType managed) =>
        type.Canonical is ArrayType array && (IsElement(array.Element.Type, managed) || IsSameMemory(array.Element.Type, managed));

    /// <summary>Whether the C# type has the layout of C's whole array: an <c>[InlineArray]</c> of that length, or a struct of as many members.</summary>
    public bool IsWholeArray(ArrayType array, CSharpType managed) =>
        managed is CSharpType.Struct or CSharpType.Named { IsUnmanaged: true }
        && LayoutCalculator.GetLayout(array, TargetAbi.LinuxX64) is not null
        && FindDifference(array, managed) is null;

    /// <summary>Whether the C# type is known to take fewer bytes on some platform. Reference assemblies do not tell the fields of their structs.</summary>
    public bool IsSmaller(CSharpType managed, long bytes) =>
        managed is not CSharpType.Struct
        && new[] { TargetAbi.LinuxX64, TargetAbi.WindowsX64 }.Any(target =>
            new StructComparer(FindNamed).Measure(managed, target)?.Size < bytes
        );

    /// <summary>How many elements of the C# type one of C's has: of an array, as many as C# sees of it.</summary>
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

    /// <summary>How a user's struct differs from what C has; <see langword="null"/> where it doesn't.</summary>
    public string? FindDifference(CType type, CSharpType managed) => new StructComparer(FindNamed).FindDifference(type, managed);

    /// <summary>How a function pointer of C#'s differs from what C has; <see langword="null"/> where it doesn't.</summary>
    public string? FindDifference(FunctionType function, CSharpType.FunctionPointer pointer) =>
        new FunctionPointerComparer(this).FindDifference(function, pointer);

    private CType? FindNamed(CSharpType managed) =>
        FindByName(managed).Where(type => type.Value.IsValue(managed)).Select(static type => type.Key).FirstOrDefault();

    /// <summary>Whether the C# type is an address of what C points to. An address without a type is one of anything.</summary>
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

    /// <summary>The C# type that stands for one element of C's memory, unless the user chooses another.</summary>
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

    /// <summary>The C# type of a pointer that knows what it points to; an address where C# has no name for that.</summary>
    public CSharpType PointerTo(CType pointee) =>
        TextEncodingOf(pointee) == TextEncoding.Utf8 ? new CSharpType.Utf8Pointer() : MemoryPointerTo(pointee) ?? CSharpType.IntPtr;

    /// <summary>The C# type of a pointer to elements of memory, also of characters; <see langword="null"/> where C# has no type for them.</summary>
    public CSharpType? MemoryPointerTo(CType pointee) => MemoryType(pointee) is { } element ? new CSharpType.TypedPointer(element) : null;

    /// <summary>The struct whose managed twin the C# type is; <see langword="null"/> where it is none of the C type's.</summary>
    public GeneratedType? FindManagedForm(CType type, CSharpType managed) =>
        type.Canonical is RecordType { IsComplete: true } record
        && FindGenerated(record) is { } generated
        && generated.IsManagedForm(managed)
        && ManagedFormRules.HasManagedForm(record)
            ? generated
            : null;

    /// <summary>Whether C gives away memory with values of the struct.</summary>
    public bool OwnsMemory(CType type) =>
        type.Canonical is RecordType record && FindGenerated(record) is not null && ManagedFormRules.OwnsMemory(record);

    /// <summary>
    /// Whether C transfers ownership of a struct, and nothing names the function that frees it. C's <c>free</c> is rarely the right one: libraries close their structs themselves.
    /// </summary>
    public bool LacksDisposer(CType type) =>
        type.Canonical is PointerType { Ownership.IsFree: true, Count: null, Pointee.Type: { } pointee }
        && pointee.Canonical switch
        {
            RecordType record => record.IsComplete,
            ForeignType foreign => FindForeign(foreign) is CSharpType.Struct,
            _ => false,
        };

    /// <summary>Whether the C# type is the generated one of the C type.</summary>
    public bool IsGenerated(CType type, CSharpType managed)
    {
        if (managed is not CSharpType.Named)
        {
            return false;
        }

        // Function types are equal by what they are, whatever place each is called after.
        return FindGenerated(type)?.IsValue(managed) == true
            || (
                type.Canonical is FunctionType
                && FindByName(managed)
                    .Any(other => other.Value.IsValue(managed) && other.Key is FunctionType && TypeIdentity.AreSame(other.Key, type))
            );
    }
}
