using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Binding.Calls;

/// <summary>
/// The C# parameters for variable arguments: either typed parameters, whose C# types determine the C types, or a span of run-time
/// arguments.
/// </summary>
/// <param name="isScan">Whether the function is like <c>scanf</c>, which writes characters to a <c>char *</c> argument.</param>
internal sealed class VariadicTail(TypeMatcher types, DiagnosticCollector diagnostics, bool isScan)
{
    /// <summary>The C# type of a run-time variable argument.</summary>
    private static readonly CSharpType ArgumentType = new CSharpType.Other(QualifiedName.Rooted("KoffiGen.KoffiArgument"));

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

        return new ParameterDeclaration(name, new CSharpType.Span(ArgumentType) { IsReadOnly = true }) { IsParams = true };
    }

    /// <summary>Whether the last parameter of the method is a span of run-time variable arguments.</summary>
    public static bool IsOpen(MethodDeclaration method) =>
        method.Parameters.Count > 0
        && method.Parameters[method.Parameters.Count - 1]
            is { RefKind: ByRefKind.None, Type: CSharpType.Span { IsReadOnly: true, ElementType: var element } }
        && element.IsSame(ArgumentType);

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
        && declared.Type.Kind
            is CSharpTypeKind.String
                or CSharpTypeKind.Span
                or CSharpTypeKind.ReadOnlySpan
                or CSharpTypeKind.Array
                or CSharpTypeKind.Pointer;

    private CParameter? Infer(ParameterDeclaration declared)
    {
        if (declared.RefKind == ByRefKind.None)
        {
            return InferValue(declared.Type) is { } type ? new CParameter(declared.Name, type) : null;
        }

        // C accesses exactly the memory of the C# variable.
        CType? pointee =
            declared.Type.Kind == CSharpTypeKind.Struct && declared.Type.IsUnmanaged ? VoidType.Instance
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
        type.Kind switch
        {
            CSharpTypeKind.String => Pointer(BasicType.Get(BasicTypeKind.Char), TypeQualifiers.Const),
            CSharpTypeKind.Utf8Pointer => Pointer(BasicType.Get(BasicTypeKind.Char)),
            CSharpTypeKind.Pointer or CSharpTypeKind.TypedPointer or CSharpTypeKind.FunctionPointer => Pointer(VoidType.Instance),
            CSharpTypeKind.Span or CSharpTypeKind.Array or CSharpTypeKind.OwnedMemory => type.Element!.IsUnmanaged
                ? Pointer(InferMemory(type.Element))
                : null,
            CSharpTypeKind.ReadOnlySpan => type.Element!.IsUnmanaged ? Pointer(InferMemory(type.Element), TypeQualifiers.Const) : null,
            CSharpTypeKind.Registered => types.FindFunction(type.Element!) is { } function ? Pointer(function) : null,
            CSharpTypeKind.Named => InferNamed(type),
            _ => InferNumber(type),
        };

    /// <summary>Infers the pointer that C writes: a string that the library owns, or a handle that the caller closes.</summary>
    private PointerType? InferOutput(CSharpType type) =>
        type.Kind switch
        {
            CSharpTypeKind.String when !isScan => Pointer(BasicType.Get(BasicTypeKind.Char), TypeQualifiers.Const),
            CSharpTypeKind.Named when types.IsSafeHandle(type) => new PointerType(types.FindCType(type)!, Ownership.Free),
            _ => null,
        };

    // The C type of a generated struct is kept because its alignment in C is known.
    private CType InferMemory(CSharpType element) =>
        types.FindCType(element) is RecordType { IsComplete: true } record ? record : VoidType.Instance;

    private CType? InferElement(CSharpType type) =>
        type.Kind switch
        {
            CSharpTypeKind.Pointer or CSharpTypeKind.TypedPointer => Pointer(VoidType.Instance),
            CSharpTypeKind.Utf8Pointer => Pointer(BasicType.Get(BasicTypeKind.Char)),
            CSharpTypeKind.Named when !types.IsSafeHandle(type) => InferNamed(type, isByValue: false),
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

    private static CType? InferNumber(CSharpType type) =>
        type.Kind switch
        {
            CSharpTypeKind.Boolean => BasicType.Get(BasicTypeKind.Bool),
            CSharpTypeKind.Char => BasicType.Get(BasicTypeKind.Char16),
            CSharpTypeKind.SByte => BasicType.Get(BasicTypeKind.Int8),
            CSharpTypeKind.Byte => BasicType.Get(BasicTypeKind.UInt8),
            CSharpTypeKind.Int16 => BasicType.Get(BasicTypeKind.Int16),
            CSharpTypeKind.UInt16 => BasicType.Get(BasicTypeKind.UInt16),
            CSharpTypeKind.Int32 => BasicType.Get(BasicTypeKind.Int32),
            CSharpTypeKind.UInt32 => BasicType.Get(BasicTypeKind.UInt32),
            CSharpTypeKind.Int64 => BasicType.Get(BasicTypeKind.Int64),
            CSharpTypeKind.UInt64 => BasicType.Get(BasicTypeKind.UInt64),
            CSharpTypeKind.IntPtr => BasicType.Get(BasicTypeKind.IntPtr),
            CSharpTypeKind.UIntPtr => BasicType.Get(BasicTypeKind.UIntPtr),
            CSharpTypeKind.CLong => BasicType.Get(BasicTypeKind.Long),
            CSharpTypeKind.CULong => BasicType.Get(BasicTypeKind.ULong),
            CSharpTypeKind.Rune => BasicType.Get(BasicTypeKind.Char32),
            CSharpTypeKind.Single => BasicType.Get(BasicTypeKind.Float),
            CSharpTypeKind.Double => BasicType.Get(BasicTypeKind.Double),
            CSharpTypeKind.Enum => InferNumber(type.Element!),
            _ => null,
        };

    private static PointerType Pointer(CType pointee, TypeQualifiers qualifiers = TypeQualifiers.None) =>
        new(new QualifiedType(pointee, qualifiers));

    private string Advise(ParameterDeclaration declared) =>
        declared.Type.Kind switch
        {
            CSharpTypeKind.Delegate => AdviseRegistration(declared.Type),
            CSharpTypeKind.Registered => AdviseRegistration(declared.Type.Element!),
            CSharpTypeKind.Named when types.FindFunction(declared.Type) is not null => AdviseRegistration(declared.Type),
            CSharpTypeKind.Named when types.IsSafeHandle(declared.Type) => "Pass the handle by value, or receive one from C with 'out'.",
            CSharpTypeKind.Struct => AdviseStruct,
            CSharpTypeKind.Named when types.FindCType(declared.Type) is RecordType => AdviseStruct,
            CSharpTypeKind.String when isScan => "C writes characters there. Pass a 'Span<byte>'.",
            CSharpTypeKind.String =>
                "C does not know the size of the memory. Pass a 'Span<byte>', or receive a string that C keeps with 'out'.",
            _ => "Pass a number, a string, memory, a handle, a pointer or a 'Registered<T>'.",
        };

    private string AdviseRegistration(CSharpType callback)
    {
        const string Reason = "C may keep it and call it after this call has returned.";
        return types.FindFunction(callback) is { } function && types.FindGenerated(function) is { } pointer
            ? $"{Reason} Register it with '{pointer.Name.TrimStart('@')}.Register' "
                + $"and pass the 'Registered<{callback.DeclaredName?.Identifier}>'."
            : $"{Reason} Declare a function type 'X' in C, register the method with 'XPointer.Register' and pass the 'Registered<X>'.";
    }
}
