using YamlDotNet.RepresentationModel;

namespace LeadScoring.Tests.Messages;

/// <summary>The AsyncAPI document, as far as the tests read it.</summary>
internal static class AsyncApi
{
    private static readonly Lazy<YamlMappingNode> Document = new(Load);

    /// <summary>The node at a path of keys, e.g. <c>operations/marketing/action</c>.</summary>
    public static YamlNode At(string path) => path.Split('/').Aggregate((YamlNode)Document.Value, static (node, key) => node[key]);

    /// <summary>The text at a path of keys.</summary>
    public static string Text(string path) => At(path).ToString();

    /// <summary>The keys of the mapping at a path, in order of the document.</summary>
    public static IEnumerable<string> Keys(string path) => ((YamlMappingNode)At(path)).Children.Keys.Select(static key => key.ToString());

    /// <summary>The references of the list at a path, in order of the document.</summary>
    public static IEnumerable<string> References(string path) => ((YamlSequenceNode)At(path)).Children.Select(static item => item["$ref"].ToString());

    /// <summary>Every <c>$ref</c> of the document.</summary>
    public static IEnumerable<string> References() => References(Document.Value);

    /// <summary>The application properties of the example of a type.</summary>
    public static Dictionary<string, string> ExampleHeaders(string type) =>
        ((YamlMappingNode)At($"components/messages/{type}/examples")[0]["headers"]).Children
            .ToDictionary(static header => header.Key.ToString(), static header => header.Value.ToString(), StringComparer.Ordinal);

    private static IEnumerable<string> References(YamlNode node) => node switch
    {
        YamlMappingNode mapping => mapping.Children.SelectMany(static child => child.Key.ToString() == "$ref" ? [child.Value.ToString()] : References(child.Value)),
        YamlSequenceNode sequence => sequence.Children.SelectMany(References),
        _ => [],
    };

    private static YamlMappingNode Load()
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(MessageFiles.Reference, "asyncapi.yaml"));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }
}
