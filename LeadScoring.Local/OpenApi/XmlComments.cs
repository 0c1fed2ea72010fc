using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LeadScoring.Local.OpenApi;

/// <summary>The summaries of types and properties, from the files that the compiler writes beside the assemblies.</summary>
internal sealed partial class XmlComments
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> _files = [];

    /// <summary>The summary of a type, in Markdown; null without one.</summary>
    public string? Of(Type type) => Find(type.Assembly, "T:" + NameOf(type));

    /// <summary>The summary of a property, in Markdown; null without one.</summary>
    public string? Of(PropertyInfo property) => Find(property.DeclaringType!.Assembly, $"P:{NameOf(property.DeclaringType)}.{property.Name}");

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private string? Find(Assembly assembly, string member)
    {
        if (!_files.TryGetValue(assembly, out var members))
            _files.Add(assembly, members = Load(Path.ChangeExtension(assembly.Location, ".xml")));
        return members.TryGetValue(member, out var found) && found.Element("summary") is { } summary ? Blanks().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim() : null;
    }

    private static Dictionary<string, XElement> Load(string file) =>
        XDocument.Load(file).Descendants("member").ToDictionary(static member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "paramref" } parameter => $"`{Camel(parameter.Attribute("name")!.Value)}`",
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.', ':')[^1]}`",
        _ => throw new InvalidOperationException($"A comment that is published holds {node}, which has no form there."),
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}
