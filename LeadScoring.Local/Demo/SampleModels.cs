using System.Reflection;

namespace LeadScoring.Local.Demo;

/// <summary>The models of <c>samples/models</c> that the app starts with. They are built into the program; a file's name is its model's id.</summary>
internal static class SampleModels
{
    private const string Prefix = "models/";

    public static IEnumerable<(string Model, string Yaml)> All()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name[Prefix.Length..], text.ReadToEnd());
        }
    }
}
