using KoffiGen.C;
using KoffiGen.Declarations;
using KoffiGen.Declarations.Units;
using KoffiGen.Diagnostics;

namespace KoffiGen.Binding.Units;

// Checks of the names in directives.
internal sealed partial class UnitBinder
{
    // A directive that names an unknown declaration has no effect, so it is reported as a mistake.
    private void CheckDirectives()
    {
        UnitDirectives directives = _unit.Directives;
        HashSet<string> functions =
        [
            .. _unit
                .Declarations.Where(static declaration => declaration.Kind == BoundDeclarationKind.Function)
                .Select(static declaration => declaration.Name),
        ];
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
            directives
                .Owned.Concat(directives.Optional)
                .Concat(directives.LastError)
                .Concat(directives.Asynchronous)
                .Concat(directives.ThrowOn.Select(static item => item.Name)),
            functions
        );
        Check(directives.Renamed, all);
        NamedFunction[] pointers = [.. _environment.Types.FunctionPointersOf(_unit)];
        HashSet<string> callbacks =
        [
            .. pointers.Select(static pointer => pointer.CName),
            .. _unit.DeclaredTypes.Where(static type => type.Type is FunctionType).Select(static type => type.CName),
        ];
        foreach (
            DirectiveName target in directives
                .Slots.Select(static item => item.Name)
                .Concat(directives.OnException.Select(static item => item.Name))
                .Where(target => !callbacks.Any(callback => NamePattern.IsMatch(target.Text, callback)))
        )
        {
            _diagnostics.Report(
                DirectiveRules.UnknownTarget,
                target.Location,
                target.Text,
                target.Source,
                Suggestion.Ask(target.Text, callbacks, UnknownTargetAdvice)
            );
        }

        foreach (
            (DirectiveName target, _) in directives.Slots.Where(slots =>
                slots.Count > 0 && pointers.Any(pointer => pointer.CName == slots.Name.Text && HasContext(pointer.Type))
            )
        )
        {
            _diagnostics.Report(CallbackRules.SlotsWithContext, target.Location, target.Text);
        }

        foreach (DirectiveName pattern in directives.Included.Concat(directives.Excluded))
        {
            if (!all.Any(name => NamePattern.IsMatch(pattern.Text, name)))
            {
                _diagnostics.Report(DirectiveRules.UnknownTarget, pattern.Location, pattern.Text, pattern.Source, UnknownTargetAdvice);
            }
        }

        foreach (
            DirectiveName prefix in directives.Stripped.Where(prefix =>
                !all.Any(name => name.StartsWith(prefix.Text, StringComparison.Ordinal))
            )
        )
        {
            _diagnostics.Report(DirectiveRules.UnknownTarget, prefix.Location, prefix.Text + "…", prefix.Source, UnknownTargetAdvice);
        }

        void Check(IEnumerable<DirectiveName> targets, HashSet<string> known)
        {
            foreach (DirectiveName target in targets.Where(target => !known.Contains(target.Text)))
            {
                _diagnostics.Report(
                    DirectiveRules.UnknownTarget,
                    target.Location,
                    target.Text,
                    target.Source,
                    Suggestion.Ask(target.Text, known, UnknownTargetAdvice)
                );
            }
        }
    }
}
