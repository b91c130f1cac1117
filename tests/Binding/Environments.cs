using KoffiGen.Binding;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Tests.Binding;

/// <summary>Creates the environment of a project with one text of declarations.</summary>
internal static class Environments
{
    public static TypeEnvironment Create(string text, string? runtimeIdentifier) =>
        TypeEnvironment.Create(
            new EnvironmentInput(new ProjectSettings("", runtimeIdentifier))
            {
                Defines = new EquatableArray<DefineDeclaration>([
                    new DefineDeclaration(null, LibraryDeclaration.Process, new EquatableArray<string>([text])),
                ]),
            }
        );
}
