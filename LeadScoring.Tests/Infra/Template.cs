namespace LeadScoring.Tests.Infra;

/// <summary>All Bicep of infra/, by file: <c>main.bicep</c>, <c>modules/app.bicep</c>.</summary>
internal sealed record Template(IReadOnlyDictionary<string, string> Sources, IReadOnlyDictionary<string, BicepFile> Files)
{
    private static readonly Lazy<Template> Read = new(static () =>
    {
        var sources = Directory.EnumerateFiles(Checkout.PathOf("infra"), "*.bicep", SearchOption.AllDirectories)
            .ToDictionary(static path => Path.GetRelativePath(Checkout.PathOf("infra"), path).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);
        return new(sources, BicepReader.Read(sources));
    });

    public static Template Committed => Read.Value;

    public BicepFile Main => Files["main.bicep"];

    /// <summary>The file of a module, e.g. <c>app</c>.</summary>
    public BicepFile Module(string name) => Files[$"modules/{name}.bicep"];

    /// <summary>Every resource that is made, with its file.</summary>
    public IEnumerable<(string File, BicepFile.Resource Resource)> Made() =>
        Files.SelectMany(static file => file.Value.Resources.Where(static resource => !resource.Existing).Select(resource => (file.Key, resource)));

    /// <summary>With one text of a file in the place of another, which must be there once.</summary>
    public Template With(string file, string old, string now)
    {
        var source = Sources[file];
        var at = source.IndexOf(old, StringComparison.Ordinal);
        if (at < 0 || source.IndexOf(old, at + 1, StringComparison.Ordinal) >= 0)
            throw new ArgumentException($"'{old}' is not once in {file}.", nameof(old));
        var changed = new Dictionary<string, string>(Sources, StringComparer.Ordinal) { [file] = source.Replace(old, now, StringComparison.Ordinal) };
        return new(changed, new Dictionary<string, BicepFile>(Files, StringComparer.Ordinal) { [file] = BicepReader.Read(changed[file]) });
    }
}
