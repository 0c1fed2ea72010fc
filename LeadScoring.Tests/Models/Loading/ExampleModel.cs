namespace LeadScoring.Tests.Models.Loading;

/// <summary>The example document of the scoring page, with every section a model can have.</summary>
internal static class ExampleModel
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "models", "scoring-example.yaml"));
}
