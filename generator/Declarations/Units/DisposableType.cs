using System.Collections.Immutable;
using KoffiGen.C;
using KoffiGen.Diagnostics;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Lexing;
using KoffiGen.Syntax.Parsing;
using KoffiGen.Syntax.Tree;
using KoffiGen.Text;

namespace KoffiGen.Declarations.Units;

/// <summary>
/// A <c>[KoffiDisposable]</c>, which declares a type name like <c>typedef str!(g_free) gstr;</c>. Attributes and other declarations of a
/// class have no order, so both may use each other's names, and the name is declared when it is first needed.
/// </summary>
/// <param name="unit">The first unit of the class, which owns the name.</param>
internal sealed class DisposableType(DisposableDeclaration declaration, DeclarationUnit unit)
{
    /// <summary>The strings of the attribute: the name, the type and the disposer.</summary>
    private readonly ImmutableArray<SourceText> _texts = SourceText.CreateAll([
        declaration.Name,
        declaration.Type,
        declaration.Disposer?.Name ?? "",
    ]);

    private readonly DiagnosticCollector _diagnostics = new();
    private TypeScope? _surroundings;
    private bool _isDeclared;

    public DisposableDeclaration Declaration => declaration;

    public string Name => declaration.Name;

    public DeclarationUnit Unit => unit;

    /// <summary>Gets the site of the type; <see langword="null"/> if it cannot be bound.</summary>
    public DeclarationSite? Site { get; private set; }

    private SourceText NameText => _texts[0];

    private SourceText TypeText => _texts[1];

    private SourceText DisposerText => _texts[2];

    public ImmutableArray<BindingDiagnostic> Diagnostics => _diagnostics.ToImmutable();

    /// <summary>Registers the name in the scope, without binding it.</summary>
    /// <param name="scope">The scope that declares the name.</param>
    /// <param name="surroundings">The scope in which the type's names are resolved: all parts of the class.</param>
    public void Defer(TypeScope scope, TypeScope surroundings)
    {
        _surroundings = surroundings;
        if (IsName(declaration.Name))
        {
            scope.Defer(declaration.Name, Declare);
        }
    }

    /// <summary>Declares the name in the scope of the unit, if it is not declared yet.</summary>
    public void Declare()
    {
        if (_isDeclared)
        {
            return;
        }

        _isDeclared = true;
        if (!IsName(declaration.Name))
        {
            _diagnostics.Report(OwnershipRules.DisposableName, NameText.Location, declaration.Name);
            return;
        }

        // The name of an invalid type is also declared, so that its uses are not reported as unknown.
        PointerType? pointer = BindPointer(out TypeQualifiers qualifiers);
        Ownership? ownership = pointer is null ? BindDisposer() : BindOwnership(pointer);
        CType type =
            pointer is null || ownership is null || _diagnostics.HasErrors
                ? ErrorType.Instance
                : new TypedefType(declaration.Name, new QualifiedType(new PointerType(pointer.Pointee, ownership), qualifiers));
        if (unit.Scope.FindOwn(declaration.Name) is not { } known)
        {
            unit.Scope.Declare(new ScopeEntry(declaration.Name, ScopeEntryKind.Typedef, type) { Site = Site });
        }
        else if (
            known.Type.Type is not ErrorType
            && type is not ErrorType
            && !(known.Kind == ScopeEntryKind.Typedef && TypeIdentity.AreSame(known.Type, type))
        )
        {
            _diagnostics.Report(TypeRules.Redefinition, NameText.Location, declaration.Name);
        }
    }

    /// <summary>Whether a typedef can have the name.</summary>
    private static bool IsName(string name)
    {
        DiagnosticBag bag = new();
        TokenStream tokens = Lexer.Tokenize(new SourceText(name), bag);
        return bag.Count == 0
            && tokens[0] is { Kind: SyntaxKind.Identifier, Word: KnownWord.None or KnownWord.TypeName } token
            && token.Text == name;
    }

    private PointerType? BindPointer(out TypeQualifiers qualifiers)
    {
        qualifiers = default;
        ParseResult<TypeNameSyntax> parsed = Parser.ParseTypeName(TypeText);
        _diagnostics.Add(parsed.Diagnostics);
        if (!parsed.IsSound)
        {
            return null;
        }

        Site = new DeclarationSite(parsed.Location);
        QualifiedType type = new DeclarationBinder(_surroundings ?? unit.Scope, Site).Bind(parsed.Root);
        _diagnostics.Add(Site.Diagnostics.ToImmutable());
        qualifiers = type.Qualifiers;
        if (type.Type.Canonical is not (PointerType or ErrorType) && !_diagnostics.HasErrors)
        {
            _diagnostics.Report(OwnershipRules.DisposableNotPointer, parsed.Location, type.ToString());
        }

        return type.Type.Canonical as PointerType;
    }

    /// <summary>Returns the disposer; <see langword="null"/> if it is not known.</summary>
    private Ownership? BindOwnership(PointerType pointer)
    {
        if (pointer.Ownership is null || declaration.Disposer is null)
        {
            return BindDisposer() is { } disposer ? pointer.Ownership ?? disposer : null;
        }

        _diagnostics.Report(OwnershipRules.OwnedTwice, TypeText.Location, declaration.Type.Trim(), declaration.Disposer.Name);
        return BindDisposer();
    }

    private Ownership? BindDisposer()
    {
        if (declaration.Disposer is not { } disposer)
        {
            return Ownership.Free;
        }

        // If the class exists, messages name and underline only the method: 'MyFree' in 'Native.MyFree'.
        string name = disposer.Name.Substring(disposer.Name.LastIndexOf('.') + 1);
        SourceSpan place = disposer.IsText && name.Length > 0 ? new SourceSpan(disposer.Name.Length - name.Length, name.Length) : default;
        switch (disposer.Problem)
        {
            case DisposerProblem.None:
                return new Ownership(null, null) { Foreign = disposer.Method };
            case DisposerProblem.Missing when disposer.Detail.Length == 0:
                Report(
                    OwnershipRules.DisposerNotFound,
                    default,
                    disposer.Name,
                    $"there is no class '{disposer.Name.Substring(0, Math.Max(0, disposer.Name.LastIndexOf('.')))}'",
                    " Correct the name of the class."
                );
                break;
            case DisposerProblem.Missing:
                Report(
                    OwnershipRules.DisposerNotFound,
                    place,
                    name,
                    $"'{disposer.Detail}' has no such method",
                    Suggestion.Ask(name, disposer.Candidates, " Name one of its static methods.")
                );
                break;
            case DisposerProblem.WithoutClass:
                Report(
                    OwnershipRules.DisposerNotFound,
                    default,
                    disposer.Name,
                    "an attribute of an assembly must name the class of the method, too",
                    $" Write 'Native.{disposer.Name}' with the name of your class."
                );
                break;
            case DisposerProblem.Generated:
                Report(
                    OwnershipRules.DisposerNotFound,
                    default,
                    disposer.Name,
                    "KoffiGen generates this method, so it does not exist yet",
                    $" Name the C function in the type instead: '{declaration.Type.Trim()}!({name})'."
                );
                break;
            case DisposerProblem.Signature:
                Report(OwnershipRules.DisposerSignature, default, disposer.Name, disposer.Detail);
                break;
            case DisposerProblem.Inaccessible:
                Report(
                    OwnershipRules.DisposerNotAccessible,
                    default,
                    disposer.Detail,
                    "code in other files or assemblies cannot access it. Make it internal."
                );
                break;
        }

        return null;

        void Report(DiagnosticRule rule, SourceSpan span, params string[] arguments) =>
            _diagnostics.Report(rule, DisposerText.Locate(span), arguments);
    }
}
