namespace LeadScoring.Tests.Samples;

/// <summary>What stands under <c>samples/</c>, as the build copied it beside the tests.</summary>
internal static class SampleFiles
{
    public static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Data", "samples");

    public static TheoryData<string> Models() => [.. ModelNames()];

    public static string[] ModelNames() =>
        [.. Directory.GetFiles(Path.Combine(Root, "models"), "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Models of <c>samples/ported</c>: to read and to copy; no demo publishes them.</summary>
    public static TheoryData<string> Ported() =>
        [.. Directory.GetFiles(Path.Combine(Root, "ported"), "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static string PortedText(string file) => File.ReadAllText(Path.Combine(Root, "ported", file));

    public static string ModelText(string file) => File.ReadAllText(Path.Combine(Root, "models", file));
}
