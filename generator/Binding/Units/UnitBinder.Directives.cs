using KoffiGen.Binding.Calls;
using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding.Units;

// Checks of the names in directives.
internal sealed partial class UnitBinder
{
    // A directive that names an unknown declaration has no effect, so it is reported as a mistake.
    private void CheckDirectives()
    {
        UnitDirectives directives = _unit.Directives;
        Dictionary<string, FunctionType> functions = _unit
            .Declarations.Where(static declaration => declaration.Kind == BoundDeclarationKind.Function)
            .ToDictionary(
                static declaration => declaration.Name,
                static declaration => (FunctionType)declaration.Type.Type.Canonical,
                StringComparer.Ordinal
            );
        HashSet<string> all =
        [
            .. _unit
                .Declarations.SelectMany(static declaration =>
                    declaration.Type.Type.Canonical switch
                    {
                        EnumType { IsComplete: true } enumeration when declaration.Kind is BoundDeclarationKind.Enum => enumeration
                            .Enumerators.Select(static enumerator => enumerator.Name)
                            .Append(declaration.Name),
                        RecordType { Tag: { } tag } => [declaration.Name, tag],
                        _ => (IEnumerable<string>)[declaration.Name],
                    }
                )
                .Concat(_unit.Sites.SelectMany(static site => site.Names.Keys)),
        ];
        Check(
            [directives.Owned, directives.Optional, directives.LastError, directives.WaitsForCalls, directives.ThrowOn.Names],
            functions.Keys
        );
        Check([directives.Renamed], all);
        NamedFunction[] pointers = [.. _environment.Types.FunctionPointersOf(_unit)];
        HashSet<string> callbacks =
        [
            .. pointers.Select(static pointer => pointer.CName),
            .. _unit.DeclaredTypes.Where(static type => type.Type is FunctionType).Select(static type => type.CName),
        ];
        Check([directives.Asynchronous], [.. functions.Keys, .. callbacks]);
        CheckEffects(functions, callbacks);
        Check([directives.Slots.Names, directives.OnException.Names], callbacks);
        HashSet<string> withContext =
        [
            .. pointers.Where(static pointer => HasContext(pointer.Type)).Select(static pointer => pointer.CName),
        ];
        foreach ((DirectiveName target, _) in directives.Slots.Where(slots => slots.Value > 0 && withContext.Contains(slots.Name.Text)))
        {
            _diagnostics.Report(CallbackRules.SlotsWithContext, target.Location, target.Text);
        }

        foreach (DirectiveName pattern in directives.Included.FindUnused(all).Concat(directives.Excluded.FindUnused(all)))
        {
            _diagnostics.Report(DirectiveRules.UnknownTarget, pattern.Location, pattern.Text, pattern.Source, UnknownTargetAdvice);
        }

        foreach (
            DirectiveName prefix in directives.Stripped.Where(prefix =>
                !all.Any(name => name.StartsWith(prefix.Text, StringComparison.Ordinal))
            )
        )
        {
            _diagnostics.Report(DirectiveRules.UnknownTarget, prefix.Location, prefix.Text + "…", prefix.Source, UnknownTargetAdvice);
        }

        void Check(DirectiveNames[] kinds, ICollection<string> known)
        {
            NameIndex? index = null;
            foreach (DirectiveName target in kinds.SelectMany(targets => targets.FindUnused(known)))
            {
                _diagnostics.Report(
                    DirectiveRules.UnknownTarget,
                    target.Location,
                    target.Text,
                    target.Source,
                    Suggestion.Ask(Suggestion.Find(target.Text, [index ??= new NameIndex(known)]), UnknownTargetAdvice)
                );
            }
        }
    }

    /// <summary>Reports directives that match functions but can apply to none of them.</summary>
    private void CheckEffects(Dictionary<string, FunctionType> functions, HashSet<string> callbacks)
    {
        UnitDirectives directives = _unit.Directives;
        foreach (DirectiveName target in directives.Owned)
        {
            CheckEffect(
                target,
                "owned",
                OwnershipBinder.CanOwn,
                "neither its result nor a parameter with '_Out_' is a pointer that C returns"
            );
        }

        foreach (
            DirectiveName pattern in directives.Asynchronous.Where(target =>
                target.IsPattern && !callbacks.Any(name => NamePattern.IsMatch(target.Text, name))
            )
        )
        {
            CheckEffect(pattern, "async", CanBeAsynchronous, "variadic functions cannot be called asynchronously");
        }

        foreach ((DirectiveName pattern, ThrowCondition condition) in directives.ThrowOn.Where(static target => target.Name.IsPattern))
        {
            CheckEffect(
                pattern,
                "throw",
                function => CanThrow(function, condition),
                $"the condition requires a result that is {ThrowRequirements.Describe(condition)}"
            );
        }

        void CheckEffect(DirectiveName target, string word, Func<FunctionType, bool> canApply, string reason)
        {
            FunctionType[] matches =
            [
                .. target.IsPattern
                    ? functions.Where(function => NamePattern.IsMatch(target.Text, function.Key)).Select(static function => function.Value)
                : functions.TryGetValue(target.Text, out FunctionType? named) ? [named]
                : [],
            ];
            if (matches.Length > 0 && !matches.Any(canApply))
            {
                _diagnostics.Report(DirectiveRules.NoEffect, target.Location, word, target.Text, target.Source, reason);
            }
        }
    }

    private static bool CanBeAsynchronous(FunctionType function) => !function.IsVariadic;

    private static bool CanThrow(FunctionType function, ThrowCondition condition) =>
        ThrowRequirements.AreMet(condition, function.ReturnType.Type);
}
