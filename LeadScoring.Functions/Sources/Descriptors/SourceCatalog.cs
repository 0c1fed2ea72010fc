using System.Collections.Frozen;
using System.Reflection;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>All sources: the descriptor files inside the assembly, read and checked once.</summary>
public sealed class SourceCatalog
{
    private const string Folder = "LeadScoring.Functions.Sources.Vendors.";

    private readonly FrozenDictionary<string, SourceDescriptor> _all;

    /// <exception cref="InvalidOperationException">A file has faults; all are named.</exception>
    public SourceCatalog()
    {
        var sources = new List<SourceDescriptor>();
        var faults = new List<string>();
        foreach (var (name, text) in Files())
        {
            var (source, found) = DescriptorReader.Read(name, text);
            if (source is not null)
                sources.Add(source);
            faults.AddRange(found.All.Select(error => $"{name}.json, {error.Pointer}: {error.Detail} {error.Fix}"));
        }

        if (faults.Count > 0)
            throw new InvalidOperationException($"Sources cannot be used:\n{string.Join('\n', faults)}");
        _all = sources.ToFrozenDictionary(source => source.Name, StringComparer.Ordinal);
    }

    /// <summary>All of them by name.</summary>
    internal IEnumerable<SourceDescriptor> All => _all.Values.OrderBy(source => source.Name, StringComparer.Ordinal);

    /// <summary>The source of that name; null when there is none.</summary>
    internal SourceDescriptor? Find(string name) => _all.GetValueOrDefault(name);

    private static IEnumerable<(string Name, byte[] Text)> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var text = new byte[stream.Length];
            stream.ReadExactly(text);
            yield return (resource[Folder.Length..^".json".Length], text);
        }
    }
}
