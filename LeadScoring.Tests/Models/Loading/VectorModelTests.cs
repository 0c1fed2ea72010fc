using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Loading;

namespace LeadScoring.Tests.Models.Loading;

public sealed class VectorModelTests
{
    public static TheoryData<string> Vectors() =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Data", "vectors", "scoring"), "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_model_of_every_scoring_vector_loads(string vector)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "vectors", "scoring", vector)));

        var result = ModelLoader.Load(json.RootElement.GetProperty("model").GetString()!);

        Assert.Empty(result.Problems);
        Assert.NotNull(result.Definition);
    }

    [Fact]
    public void There_are_vectors() => Assert.NotEmpty(Vectors());
}
