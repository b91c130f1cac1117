using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;

namespace KoffiGen.Binding.Calls;

/// <summary>
/// The C# parameters for variable arguments: either typed parameters, whose C# types determine the C types, or a span of run-time
/// arguments.
/// </summary>
/// <param name="isScan">Whether the function is like <c>scanf</c>, which writes characters to a <c>char *</c> argument.</param>
internal sealed class VariadicTail(TypeMatcher types, DiagnosticCollector diagnostics, bool isScan)
{
    private const string AdviseStruct = "Pass a pointer to it, with 'in' or 'ref'.";

    /// <summary>Returns the parameter for run-time variable arguments.</summary>
    /// <param name="isUsed">Returns whether another parameter has the name.</param>
    public static ParameterDeclaration CreateOpen(Func<string, bool> isUsed)
    {
        string name = "arguments";
        while (isUsed(name))
        {
            name += "_";
        }

        return new ParameterDeclaration(name, new CSharpType.Span(RuntimeTypes.KoffiArgument) { IsReadOnly = true }) { IsParams = true };
    }

    /// <summary>Whether the last parameter of the method is a span of run-time variable arguments.</summary>
    public static bool IsOpen(MethodDeclaration method) =>
        method.Parameters.Count > 0
        && method.Parameters[method.Parameters.Count - 1]
            is { RefKind: ByRefKind.None, Type: CSharpType.Span { IsReadOnly: true, ElementType: var element } }
        && element.IsSame(RuntimeTypes.KoffiArgument);

    /// <summary>Returns the parameters without the one for run-time variable arguments.</summary>
    public static EquatableArray<ParameterDeclaration> SelectNamed(MethodDeclaration method) =>
        IsOpen(method) ? method.Parameters.Take(method.Parameters.Count - 1).ToEquatableArray() : method.Parameters;

    /// <summary>
    /// Returns the function with a C parameter for each typed variable argument; <see langword="null"/> if one has no C type, which is
    /// reported.
    /// </summary>
    public BoundFunction? Extend(BoundFunction function, MethodDeclaration method, Func<CParameter, ParameterDeclaration, bool> isDelegate)
    {
        ImmutableArray<CParameter>.Builder parameters = function.Type.Parameters.ToBuilder();
        for (int index = CountNamed(function.Type, method.Parameters, isDelegate); index < method.Parameters.Count; index++)
        {
            ParameterDeclaration declared = method.Parameters[index];
            if (Infer(declared) is { } parameter)
            {
                parameters.Add(parameter);
            }
            else
            {
                diagnostics.ReportParameter(VariadicRules.Argument, index, SignatureBinder.Display(declared), Advise(declared));
            }
        }

        return diagnostics.HasErrors
            ? null
            : function with
            {
                Type = function.Type.With(parameters: parameters.ToImmutable()),
                NamedParameters = function.Type.Parameters.Length,
            };
    }

    /// <summary>Returns the number of C# parameters for named C parameters, of which C# may omit counts.</summary>
    private static int CountNamed(
        FunctionType function,
        EquatableArray<ParameterDeclaration> declared,
        Func<CParameter, ParameterDeclaration, bool> isDelegate
    )
    {
        for (int count = Math.Min(function.Parameters.Length, declared.Count); count > 0; count--)
        {
            ParameterDeclaration[] named = [.. declared.Take(count)];
            if (
                ParameterMap.Match(function, named, isDelegate) is { } map
                && Enumerable
                    .Range(0, function.Parameters.Length)
                    .All(index => map[index] == ParameterMap.None || !IsSomethingElse(function.Parameters[index], named[map[index]]))
            )
            {
                return count;
            }
        }

        return Math.Min(function.Parameters.Length, declared.Count);
    }

    // A C# parameter that is not a number cannot match a C number, so C# omits that number.
    private static bool IsSomethingElse(CParameter parameter, ParameterDeclaration declared) =>
        parameter.Type.Type.Canonical is BasicType
        && declared.Type is CSharpType.String or CSharpType.Span or CSharpType.Array or CSharpType.Pointer;

    private CParameter? Infer(ParameterDeclaration declared)
    {
        if (declared.RefKind == ByRefKind.None)
        {
            return InferValue(declared.Type) is { } type ? new CParameter(declared.Name, type) : null;
        }

        // C accesses exactly the memory of the C# variable.
        CType? pointee =
            declared.Type is CSharpType.Struct ? VoidType.Instance
            : declared.RefKind == ByRefKind.Out && InferOutput(declared.Type) is { } output ? output
            : InferElement(declared.Type);
        return pointee is null
            ? null
            : new CParameter(
                declared.Name,
                new PointerType(
                    new QualifiedType(
                        pointee,
                        declared.RefKind is ByRefKind.In or ByRefKind.RefReadOnly ? TypeQualifiers.Const : TypeQualifiers.None
                    )
                ),
                null
            )
            {
                Direction = declared.RefKind switch
                {
                    ByRefKind.Out => ParameterDirection.Out,
                    ByRefKind.Ref => ParameterDirection.Inout,
                    _ => ParameterDirection.Default,
                },
            };
    }

    private CType? InferValue(CSharpType type) =>
        type switch
        {
            CSharpType.String => Pointer(BasicType.Get(BasicTypeKind.Char), TypeQualifiers.Const),
            CSharpType.Utf8Pointer => Pointer(BasicType.Get(BasicTypeKind.Char)),
            CSharpType.Pointer or CSharpType.TypedPointer or CSharpType.FunctionPointer => Pointer(VoidType.Instance),
            CSharpType.Span { ElementType: var element, IsReadOnly: var isReadOnly } => InferMemory(element, isReadOnly),
            CSharpType.Array { ElementType: var element } => InferMemory(element),
            CSharpType.KoffiMemory { ElementType: var element } => InferMemory(element),
            CSharpType.Registered { DelegateType: var callback } => types.FindFunction(callback) is { } function ? Pointer(function) : null,
            CSharpType.Named when types.IsSafeHandle(type) => Pointer(types.FindCType(type)!),
            CSharpType.Named => InferNamed(type),
            _ => InferNumber(type),
        };

    /// <summary>Infers the pointer that C writes: a string that the library owns, or a handle that the caller closes.</summary>
    private PointerType? InferOutput(CSharpType type) =>
        type switch
        {
            CSharpType.String when !isScan => Pointer(BasicType.Get(BasicTypeKind.Char), TypeQualifiers.Const),
            CSharpType.Named when types.IsSafeHandle(type) => new PointerType(types.FindCType(type)!, Ownership.Free),
            _ => null,
        };

    // The C type of a generated struct is kept because its alignment in C is known.
    private PointerType? InferMemory(CSharpType element, bool isReadOnly = false) =>
        element.IsUnmanaged
            ? Pointer(
                types.FindCType(element) is RecordType { IsComplete: true } record ? record : VoidType.Instance,
                isReadOnly ? TypeQualifiers.Const : TypeQualifiers.None
            )
            : null;

    private CType? InferElement(CSharpType type) =>
        type switch
        {
            CSharpType.Pointer or CSharpType.TypedPointer => Pointer(VoidType.Instance),
            CSharpType.Utf8Pointer => Pointer(BasicType.Get(BasicTypeKind.Char)),
            CSharpType.Named when !types.IsSafeHandle(type) => InferNamed(type, isByValue: false),
            _ => InferNumber(type),
        };

    private CType? InferNamed(CSharpType type, bool isByValue = true) =>
        types.FindCType(type) switch
        {
            RecordType { IsComplete: true } record => isByValue ? null : record,
            RecordType opaque => Pointer(opaque),

            // A delegate is not a valid argument, because C may keep it; a function pointer is.
            FunctionType function => types.FindFunction(type) is null ? Pointer(function) : null,
            var other => other,
        };

    private static CType? InferNumber(CSharpType type)
    {
        BasicTypeKind? number = type switch
        {
            CSharpType.Primitive { Keyword: var keyword } => keyword switch
            {
                CSharpPrimitive.Boolean => BasicTypeKind.Bool,
                CSharpPrimitive.Char => BasicTypeKind.Char16,
                CSharpPrimitive.SByte => BasicTypeKind.Int8,
                CSharpPrimitive.Byte => BasicTypeKind.UInt8,
                CSharpPrimitive.Int16 => BasicTypeKind.Int16,
                CSharpPrimitive.UInt16 => BasicTypeKind.UInt16,
                CSharpPrimitive.Int32 => BasicTypeKind.Int32,
                CSharpPrimitive.UInt32 => BasicTypeKind.UInt32,
                CSharpPrimitive.Int64 => BasicTypeKind.Int64,
                CSharpPrimitive.UInt64 => BasicTypeKind.UInt64,
                CSharpPrimitive.IntPtr => BasicTypeKind.IntPtr,
                CSharpPrimitive.UIntPtr => BasicTypeKind.UIntPtr,
                CSharpPrimitive.Single => BasicTypeKind.Float,
                CSharpPrimitive.Double => BasicTypeKind.Double,
                _ => null,
            },
            CSharpType.CLong => BasicTypeKind.Long,
            CSharpType.CULong => BasicTypeKind.ULong,
            CSharpType.Rune => BasicTypeKind.Char32,
            _ => null,
        };
        return type is CSharpType.Enum { UnderlyingType: var underlying } ? InferNumber(underlying)
            : number is { } kind ? BasicType.Get(kind)
            : null;
    }

    private static PointerType Pointer(CType pointee, TypeQualifiers qualifiers = TypeQualifiers.None) =>
        new(new QualifiedType(pointee, qualifiers));

    private string Advise(ParameterDeclaration declared) =>
        declared.Type switch
        {
            CSharpType.Delegate => AdviseRegistration(declared.Type),
            CSharpType.Registered { DelegateType: var callback } => AdviseRegistration(callback),
            CSharpType.Named when types.FindFunction(declared.Type) is not null => AdviseRegistration(declared.Type),
            CSharpType.Named when types.IsSafeHandle(declared.Type) => "Pass the handle by value, or receive one from C with 'out'.",
            CSharpType.Struct => AdviseStruct,
            CSharpType.Named when types.FindCType(declared.Type) is RecordType => AdviseStruct,
            CSharpType.String when isScan => "C writes characters there. Pass a 'Span<byte>'.",
            CSharpType.String =>
                "C does not know the size of the memory. Pass a 'Span<byte>', or receive a string that C keeps with 'out'.",
            _ => "Pass a number, a string, memory, a handle, a pointer or a 'Registered<T>'.",
        };

    private string AdviseRegistration(CSharpType callback)
    {
        const string Reason = "C may keep it and call it after this call has returned.";
        return types.FindFunction(callback) is { } function && types.FindGenerated(function) is { } pointer
            ? $"{Reason} Register it with '{pointer.QualifiedName.Identifier}.Register' "
                + $"and pass the 'Registered<{callback.DeclaredName?.Identifier}>'."
            : $"{Reason} Declare a function type 'X' in C, register the method with 'XPointer.Register' and pass the 'Registered<X>'.";
    }
}
