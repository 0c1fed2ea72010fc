using System.Text;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Profiles;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.LogScoring;

/// <summary>Reads the model of a command from its file.</summary>
internal static class LogModel
{
    private const long MostBytes = 1024 * 1024;

    /// <summary>The model, compiled.</summary>
    /// <param name="path">Of a file in YAML or JSON.</param>
    /// <param name="lists">The lists behind <c>emailKind</c>; null for those of the app.</param>
    /// <exception cref="StartException">It cannot be read, or has errors: all of them are told.</exception>
    public static ScoringModel Read(string path, EmailDomains? lists = null)
    {
        if (!File.Exists(path))
            throw new StartException("LS-SCORE-001", $"The model {path} does not exist.", "Name the YAML file of a model.");
        if (new FileInfo(path).Length > MostBytes)
            throw new StartException("LS-SCORE-001", $"The model {path} has more than 1 MiB.", "Name the YAML file of a model, not the file of events.");
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException wrong)
        {
            throw new StartException("LS-SCORE-001", $"The model {path} is not valid UTF-8.", "Save it as UTF-8.", wrong);
        }

        var loaded = ModelLoader.Load(text.TrimStart('\uFEFF'));
        return loaded.Definition is { } definition
            ? ScoringModel.Compile(definition, lists)
            : throw new StartException("LS-SCORE-002", $"The model {path} has errors:\n{string.Join('\n', loaded.Problems.Where(static problem => problem.Severity == ProblemSeverity.Error).Select(Text))}", "Correct the places above.");
    }

    private static string Text(ModelProblem problem) => $"  line {problem.At.Line}, column {problem.At.Column}: {problem.Code} {problem.Message} {problem.Fix}";
}
