using System.Collections.Immutable;
using KoffiGen.Binding.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Model;
using KoffiGen.Syntax;
using KoffiGen.Types;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Binding.Calls;

/// <summary>
/// What stands in C# for the dots of a variadic function: parameters, each of which tells by its type what C gets, or a span of arguments that are known only at run time.
/// </summary>
/// <param name="isScan">The function is one like <c>scanf</c>, which writes characters where others write a pointer to them.</param>
internal sealed class VariadicTail(TypeMatcher types, DiagnosticCollector diagnostics, bool isScan)
{
    /// <summary>The type of an argument that is known only at run time.</summary>
    public const string ArgumentType = "global::KoffiGen.KoffiArgument";

    private const string AdviseStruct = "Pass a pointer to it, with 'in' or 'ref'.";

    /// <summary>The parameter of a generated method that takes all that may come for the dots.</summary>
    /// <param name="isUsed">Whether another parameter has the name.</param>
    public static ParameterDeclaration CreateOpen(Func<string, bool> isUsed)
    {
        string name = "arguments";
        while (isUsed(name))
        {
            name += "_";
        }

        ManagedType element = new(ManagedTypeKind.Other, ArgumentType) { Name = "KoffiArgument" };
        return new ParameterDeclaration(name, ArgumentBinder.Span(element, isReadOnly: true)) { IsParams = true };
    }

    /// <summary>Whether the method takes whatever comes for the dots: its last parameter is a span of arguments.</summary>
    public static bool IsOpen(MethodDeclaration method) =>
        method.Parameters.Count > 0
        && method.Parameters[method.Parameters.Count - 1]
            is { RefKind: RefKind.None, Type: { Kind: ManagedTypeKind.ReadOnlySpan, Element.Text: ArgumentType } };

    /// <summary>The parameters of the method without an open tail.</summary>
    public static EquatableArray<ParameterDeclaration> SelectNamed(MethodDeclaration method) =>
        IsOpen(method) ? method.Parameters.Take(method.Parameters.Count - 1).ToEquatableArray() : method.Parameters;

    /// <summary>The function with a parameter for each of C#'s that comes for the dots; <see langword="null"/> where one cannot, which is reported.</summary>
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
                diagnostics.Report(
                    VariadicRules.Argument,
                    DiagnosticSite.Parameter,
                    index,
                    default,
                    SignatureBinder.Display(declared),
                    Advise(declared)
                );
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

    /// <summary>How many of the C# parameters stand for those before the dots: counts may have left the signature.</summary>
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

    // Where C has a number, C# has one, or has left it out.
    private static bool IsSomethingElse(CParameter parameter, ParameterDeclaration declared) =>
        parameter.Type.Type.Canonical is BasicType
        && declared.Type.Kind
            is ManagedTypeKind.String
                or ManagedTypeKind.Span
                or ManagedTypeKind.ReadOnlySpan
                or ManagedTypeKind.Array
                or ManagedTypeKind.Pointer;

    private CParameter? Infer(ParameterDeclaration declared)
    {
        if (declared.RefKind == RefKind.None)
        {
            return InferValue(declared.Type) is { } type ? new CParameter(declared.Name, type, null) : null;
        }

        // What C writes there is as large as it is in C#.
        CType? pointee =
            declared.Type.Kind == ManagedTypeKind.Struct && declared.Type.IsUnmanaged ? VoidType.Instance
            : declared.RefKind == RefKind.Out && InferOutput(declared.Type) is { } output ? output
            : InferElement(declared.Type);
        return pointee is null
            ? null
            : new CParameter(
                declared.Name,
                new PointerType(
                    new QualifiedType(
                        pointee,
                        declared.RefKind is RefKind.In or RefKind.RefReadOnlyParameter ? TypeQualifiers.Const : TypeQualifiers.None
                    )
                ),
                null
            )
            {
                Direction = declared.RefKind switch
                {
                    RefKind.Out => ParameterDirection.Out,
                    RefKind.Ref => ParameterDirection.Inout,
                    _ => ParameterDirection.Default,
                },
            };
    }

    private CType? InferValue(ManagedType type) =>
        type.Kind switch
        {
            ManagedTypeKind.String => Pointer(BasicType.Get(BasicTypeKind.Char), TypeQualifiers.Const),
            ManagedTypeKind.Utf8Pointer => Pointer(BasicType.Get(BasicTypeKind.Char)),
            ManagedTypeKind.Pointer or ManagedTypeKind.TypedPointer or ManagedTypeKind.FunctionPointer => Pointer(VoidType.Instance),
            ManagedTypeKind.Span or ManagedTypeKind.Array or ManagedTypeKind.OwnedMemory => type.Element!.IsUnmanaged
                ? Pointer(InferMemory(type.Element))
                : null,
            ManagedTypeKind.ReadOnlySpan => type.Element!.IsUnmanaged ? Pointer(InferMemory(type.Element), TypeQualifiers.Const) : null,
            ManagedTypeKind.Registered => types.FindFunction(type.Element!) is { } function ? Pointer(function) : null,
            ManagedTypeKind.Named => InferNamed(type),
            _ => InferNumber(type),
        };

    /// <summary>The pointer that C gives: a string that it keeps, or a handle for C# to close.</summary>
    private PointerType? InferOutput(ManagedType type) =>
        type.Kind switch
        {
            ManagedTypeKind.String when !isScan => Pointer(BasicType.Get(BasicTypeKind.Char), TypeQualifiers.Const),
            ManagedTypeKind.Named when types.IsSafeHandle(type) => new PointerType(types.FindCType(type)!, Ownership.Free),
            _ => null,
        };

    // Of a generated struct, C's alignment is known.
    private CType InferMemory(ManagedType element) =>
        types.FindCType(element) is RecordType { IsComplete: true } record ? record : VoidType.Instance;

    private CType? InferElement(ManagedType type) =>
        type.Kind switch
        {
            ManagedTypeKind.Pointer or ManagedTypeKind.TypedPointer => Pointer(VoidType.Instance),
            ManagedTypeKind.Utf8Pointer => Pointer(BasicType.Get(BasicTypeKind.Char)),
            ManagedTypeKind.Named when !types.IsSafeHandle(type) => InferNamed(type, isByValue: false),
            _ => InferNumber(type),
        };

    private CType? InferNamed(ManagedType type, bool isByValue = true) =>
        types.FindCType(type) switch
        {
            RecordType { IsComplete: true } record => isByValue ? null : record,
            RecordType opaque => Pointer(opaque),

            // The delegate has the same name as the function type, and C may keep it.
            FunctionType function => types.FindFunction(type) is null ? Pointer(function) : null,
            var other => other,
        };

    private static CType? InferNumber(ManagedType type) =>
        type.Kind switch
        {
            ManagedTypeKind.Boolean => BasicType.Get(BasicTypeKind.Bool),
            ManagedTypeKind.Char => BasicType.Get(BasicTypeKind.Char16),
            ManagedTypeKind.SByte => BasicType.Get(BasicTypeKind.Int8),
            ManagedTypeKind.Byte => BasicType.Get(BasicTypeKind.UInt8),
            ManagedTypeKind.Int16 => BasicType.Get(BasicTypeKind.Int16),
            ManagedTypeKind.UInt16 => BasicType.Get(BasicTypeKind.UInt16),
            ManagedTypeKind.Int32 => BasicType.Get(BasicTypeKind.Int32),
            ManagedTypeKind.UInt32 => BasicType.Get(BasicTypeKind.UInt32),
            ManagedTypeKind.Int64 => BasicType.Get(BasicTypeKind.Int64),
            ManagedTypeKind.UInt64 => BasicType.Get(BasicTypeKind.UInt64),
            ManagedTypeKind.IntPtr => BasicType.Get(BasicTypeKind.IntPtr),
            ManagedTypeKind.UIntPtr => BasicType.Get(BasicTypeKind.UIntPtr),
            ManagedTypeKind.CLong => BasicType.Get(BasicTypeKind.Long),
            ManagedTypeKind.CULong => BasicType.Get(BasicTypeKind.ULong),
            ManagedTypeKind.Rune => BasicType.Get(BasicTypeKind.Char32),
            ManagedTypeKind.Single => BasicType.Get(BasicTypeKind.Float),
            ManagedTypeKind.Double => BasicType.Get(BasicTypeKind.Double),
            ManagedTypeKind.Enum => InferNumber(type.Element!),
            _ => null,
        };

    private static PointerType Pointer(CType pointee, TypeQualifiers qualifiers = TypeQualifiers.None) =>
        new(new QualifiedType(pointee, qualifiers));

    private string Advise(ParameterDeclaration declared) =>
        declared.Type.Kind switch
        {
            ManagedTypeKind.Delegate => AdviseRegistration(declared.Type),
            ManagedTypeKind.Registered => AdviseRegistration(declared.Type.Element!),
            ManagedTypeKind.Named when types.FindFunction(declared.Type) is not null => AdviseRegistration(declared.Type),
            ManagedTypeKind.Named when types.IsSafeHandle(declared.Type) => "Pass the handle by value, or take one from C with 'out'.",
            ManagedTypeKind.Struct => AdviseStruct,
            ManagedTypeKind.Named when types.FindCType(declared.Type) is RecordType => AdviseStruct,
            ManagedTypeKind.String when isScan => "C writes characters there. Pass a 'Span<byte>'.",
            ManagedTypeKind.String =>
                "C does not know how much it may write. Pass a 'Span<byte>', or take a string that C keeps with 'out'.",
            _ => "Pass a number, a string, memory, a handle, a pointer or a 'Registered<T>'.",
        };

    private string AdviseRegistration(ManagedType callback)
    {
        const string Reason = "C may keep it and call it after this call has returned.";
        return types.FindFunction(callback) is { } function && types.FindGenerated(function) is { } pointer
            ? $"{Reason} Register it with '{pointer.Name.TrimStart('@')}.Register' and pass the 'Registered<{callback.Name}>'."
            : $"{Reason} Declare a function type 'X' in C, register the method with 'XPointer.Register' and pass the 'Registered<X>'.";
    }
}
