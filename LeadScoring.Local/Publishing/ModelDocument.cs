using System.Collections.Immutable;
using System.Text;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Loading;

namespace LeadScoring.Local.Publishing;

/// <summary>A model document in a file.</summary>
/// <param name="Path">As it was named.</param>
/// <param name="Text">What it says.</param>
/// <param name="Definition">The model; null when it cannot be read.</param>
/// <param name="Problems">What is wrong with it.</param>
internal sealed record ModelDocument(string Path, string Text, ModelDefinition? Definition, ImmutableArray<ModelProblem> Problems)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read, or is not UTF-8.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<ModelDocument> Read(string path, CancellationToken cancellation)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellation);
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            var loaded = ModelLoader.Load(text);
            return new ModelDocument(path, text, loaded.Definition, loaded.Problems);
        }
        catch (DecoderFallbackException broken)
        {
            throw new IOException($"{path} is not valid UTF-8. Save it as UTF-8.", broken);
        }
    }

    /// <summary>What is wrong, as compilers print it.</summary>
    public IEnumerable<string> Lines => Problems.Select(problem => $"{Path}:{problem}");
}
