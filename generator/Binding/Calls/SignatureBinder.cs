using System.Globalization;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Declarations;
using KoffiGen.Diagnostics;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Text;

namespace KoffiGen.Binding.Calls;

/// <summary>Matches the parameters of a C# method with those of a C function, and reports each mismatch.</summary>
internal sealed partial class SignatureBinder(
    TypeMatcher types,
    ParameterMarshaller arguments,
    BoundFunction function,
    DiagnosticCollector diagnostics
)
{
    /// <summary>Whether an asynchronous method makes the call. Messages then show its parameters: memory instead of spans.</summary>
    public bool IsAsynchronous { get; init; }

    /// <summary>The numbers that can be the count of results and outputs. Set when the parameters are bound.</summary>
    public ElementCounts? Counts { get; private set; }

    /// <summary>Returns one argument for each C parameter, or fewer if there are errors, which are reported.</summary>
    public EquatableArray<ArgumentModel> Bind(MethodDeclaration method)
    {
        FunctionType type = function.Type;
        ParameterMap? map = ParameterMap.Match(type, method.Parameters, arguments.IsDelegate);
        if (map is null)
        {
            diagnostics.Report(
                SignatureRules.ParameterCount,
                DiagnosticSite.Name,
                function.Name,
                Count(type.Parameters.Length),
                Count(method.Parameters.Count),
                $"({Propose(type)})"
            );
            map = ParameterMap.OneToOne(type);
        }

        CheckContexts(type);
        Counts = new CallCounts(type, map, method, arguments);
        CheckByValue(type.ReturnType.Type, function.NameLocation, TypeMatcher.MaximumResultSize);
        List<ArgumentModel> bound = [];
        for (int index = 0; index < type.Parameters.Length && map[index] < method.Parameters.Count; index++)
        {
            ArgumentModel? argument =
                map[index] != ParameterMap.None ? BindArgument(type, index, map, method)
                : type.Parameters[index].IsContext
                    ? new ContextArgument(method.Parameters[map[ContextParameters.FindCallback(type, index)]].Identifier)
                : BindLength(type, index, map, method);
            if (argument is not null)
            {
                bound.Add(argument);
            }
        }

        return bound.ToEquatableArray();
    }

    private ArgumentModel? BindArgument(FunctionType type, int index, ParameterMap map, MethodDeclaration method)
    {
        CParameter parameter = type.Parameters[index];
        ParameterDeclaration declared = method.Parameters[map[index]];
        if (
            parameter is
            {
                Direction: ParameterDirection.Out or ParameterDirection.Inout,
                Type.Type.Canonical: PointerType { Ownership: not null, Pointee.Type.Canonical: PointerType }
            }
        )
        {
            diagnostics.Report(OwnershipRules.OwnedOutput, function.LocateType(parameter), parameter.Type.ToString(), parameter.Name ?? "");
            return null;
        }

        if (!CheckByValue(parameter.Type.Type, function.LocateSpecifiers(parameter), TypeMatcher.MaximumArgumentSize))
        {
            return null;
        }

        Match<ArgumentModel> match = arguments.Match(parameter, declared, IsMeasured(type, parameter, map), Counts);
        if (match.Form is not { } argument)
        {
            Report(match.Mismatch!, parameter, map[index], declared);
            return null;
        }

        CheckRisks(argument, parameter, map[index], index, declared);
        return argument;
    }

    // A context pointer that no callback receives has no effect.
    private void CheckContexts(FunctionType type)
    {
        for (int index = 0; index < type.Parameters.Length; index++)
        {
            CParameter parameter = type.Parameters[index];
            if (!parameter.IsContext || ContextParameters.FindCallback(type, index) != ContextParameters.None)
            {
                continue;
            }

            CParameter[] callbacks = [.. type.Parameters.Where(static other => ContextParameters.AsCallback(other) is not null)];
            CParameter? named = callbacks.FirstOrDefault(callback => callback.Name == parameter.ContextCallback);
            string advice =
                callbacks.Length == 0 ? "the function does not take a callback. Remove '_Context_'."
                : parameter.ContextCallback is { } name && named is null
                    ? $"no parameter '{name}' is a callback. Name a callback of the function."
                : parameter.ContextCallback is null
                && callbacks.Length > 1
                && callbacks.Any(static callback =>
                    ContextParameters.FindReceived(ContextParameters.AsCallback(callback)!) != ContextParameters.None
                )
                    ? $"the function takes several callbacks. Name one of them, as in '_Context_({callbacks[0].Name ?? "callback"})'."
                : $"'{(named ?? callbacks[0]).Name ?? (named ?? callbacks[0]).Type.ToString()}' does not receive it. "
                    + "Write '_Context_' also before the parameter of the callback that receives it.";
            diagnostics.Report(
                CallbackRules.ContextWithoutCallback,
                function.LocateSpecifiers(parameter).Narrow(parameter.Locations?.Context),
                parameter.Name ?? parameter.Type.ToString(),
                advice
            );
        }
    }

    private bool CheckByValue(CType type, SourceLocation location, int limit)
    {
        if (types.CannotPassByValue(type) is { } obstacle)
        {
            diagnostics.Report(SignatureRules.StructByValue, location, type.ToString(), obstacle);
            return false;
        }

        if (types.IsTooLargeToPass(type, limit))
        {
            diagnostics.Report(SignatureRules.StructTooLarge, location, type.ToString(), limit.ToString(CultureInfo.InvariantCulture));
            return false;
        }

        return true;
    }

    private LengthArgument? BindLength(FunctionType type, int index, ParameterMap map, MethodDeclaration method)
    {
        int[] counted = [.. ParameterMap.FindCounted(type, index)];
        if (
            arguments.MatchLength(
                type.Parameters[index],
                [.. counted.Select(buffer => (type.Parameters[buffer], method.Parameters[map[buffer]]))]
            ) is
            { } length
        )
        {
            return length;
        }

        CParameter counter = type.Parameters[index];
        int unknown = counted.First(buffer =>
            arguments.MatchLength(counter, [(type.Parameters[buffer], method.Parameters[map[buffer]])]) is null
        );
        diagnostics.ReportParameter(
            SignatureRules.CountLeftOut,
            map[unknown],
            counter.Name ?? "",
            Show(method.Parameters[map[unknown]]),
            arguments.Default(counter, CSharpIdentifier.Sanitize(counter.Name ?? "")) is { } proposal ? Show(proposal) : ""
        );
        return null;
    }

    private void Report(Mismatch mismatch, CParameter parameter, int position, ParameterDeclaration declared)
    {
        if (MismatchDiagnostics.Find(mismatch, DiagnosticSite.Parameter, parameter.Name ?? "") is { } diagnostic)
        {
            diagnostics.Add(diagnostic with { ParameterIndex = position });
        }
        else if (arguments.Default(parameter, declared.Name) is { } proposal)
        {
            diagnostics.ReportParameter(
                mismatch is ReadOnlyMemoryMismatch ? SignatureRules.ReadOnlyMemory : SignatureRules.ParameterType,
                position,
                CTypeWriter.WriteParameter(parameter),
                Show(declared),
                Show(proposal)
            );
        }
        else
        {
            diagnostics.ReportUnsupported(
                parameter.Type.Type,
                function.LocateSpecifiers(parameter),
                types.FindObstacle(parameter.Type.Type)
            );
        }
    }

    /// <summary>Whether the C# signature omits the count of the parameter.</summary>
    private static bool IsMeasured(FunctionType type, CParameter parameter, ParameterMap map)
    {
        for (int index = 0; index < type.Parameters.Length; index++)
        {
            if (map[index] == ParameterMap.None && type.Parameters[index].Name == parameter.Counter)
            {
                return true;
            }
        }

        return false;
    }

    private string Propose(FunctionType type)
    {
        ParameterDeclaration?[] defaults =
        [
            .. type.Parameters.Select((parameter, index) => arguments.Default(parameter, parameter.Name ?? $"argument{index + 1}")),
        ];
        ParameterDeclaration[] known = [.. defaults.OfType<ParameterDeclaration>()];
        return known.Length == defaults.Length
            ? string.Join(", ", ParameterMap.CreateDefault(type, known, arguments.IsContextLeftOut).Select(known).Select(Display))
            : string.Join(", ", defaults.Select(static declared => declared is null ? "?" : Display(declared)));
    }

    private static string Count(int count) => count == 1 ? "1 parameter" : $"{count} parameters";

    private CSharpType Visible(CSharpType type) => IsAsynchronous ? AsynchronousTypes.ToMemory(type) : type;

    private string Show(ParameterDeclaration parameter) => Display(parameter with { Type = Visible(parameter.Type) });

    public static string Display(ParameterDeclaration parameter)
    {
        string modifier = parameter.RefKind switch
        {
            ByRefKind.Out => "out ",
            ByRefKind.Ref => "ref ",
            ByRefKind.In => "in ",
            ByRefKind.RefReadOnly => "ref readonly ",
            _ => "",
        };
        return $"{modifier}{parameter.Type.DisplayText} {parameter.Name}";
    }
}
