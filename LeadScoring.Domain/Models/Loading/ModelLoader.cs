using LeadScoring.Domain.Models.Loading.Sections;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading;

/// <summary>Reads a model document, YAML or JSON (docs/reference/model-language.md#the-document).</summary>
public static class ModelLoader
{
    /// <summary>Reads the text, whatever it holds: all that is wrong with it is in the result, and nothing is thrown.</summary>
    public static ModelLoadResult Load(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var findings = new Findings();
        var root = DocumentText.Check(text, findings) is { } yaml ? DocumentReader.Read(yaml, findings) : null;
        var definition = Keys.Of(root, "a model", findings) is { } keys ? ModelSection.Read(keys, new ModelScope(findings)) : null;
        var problems = findings.ByPosition();
        return new ModelLoadResult(problems.IsEmpty ? definition : null, problems);
    }
}
