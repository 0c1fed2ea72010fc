namespace LeadScoring.Tests.Samples;

/// <summary>What stands under <c>samples/</c>, as the build copied it beside the tests.</summary>
internal static class SampleFiles
{
    public static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Data", "samples");

    public static TheoryData<string> Models() => [.. ModelNames()];

    public static string[] ModelNames() =>
        [.. Directory.GetFiles(Path.Combine(Root, "models"), "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static string ModelText(string file) => File.ReadAllText(Path.Combine(Root, "models", file));
}
