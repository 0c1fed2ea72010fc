using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace LeadScoring.Functions.Dashboard;

/// <summary>Reads the files of the pages out of an assembly, in which the build puts them: no path of a request can lead anywhere else.</summary>
internal static class WebFiles
{
    /// <summary>Where Vite puts what it names by a hash of the content.</summary>
    public const string Hashed = "assets/";

    private static readonly FrozenDictionary<string, string> MediaTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".html"] = "text/html; charset=utf-8",
        [".ico"] = "image/x-icon",
        [".jpg"] = "image/jpeg",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".wasm"] = "application/wasm",
        [".webmanifest"] = "application/manifest+json; charset=utf-8",
        [".webp"] = "image/webp",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly ImmutableArray<(string Ending, string Encoding)> Endings = [(".br", WebFile.Brotli), (".gz", WebFile.Gzip)];

    /// <summary>The files by their paths below the prefix, with slashes.</summary>
    /// <exception cref="InvalidOperationException">A file has an ending of which the media type is not known.</exception>
    public static IReadOnlyDictionary<string, WebFile> Read(Assembly assembly, string prefix, PagePolicy policy) => assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(name => (Resource: name, Form: FormOf(name[prefix.Length..])))
        .GroupBy(static file => file.Form.Path, StringComparer.Ordinal)
        .ToDictionary(
            static file => file.Key,
            file => new WebFile(MediaTypeOf(file.Key), policy, file.Key.StartsWith(Hashed, StringComparison.Ordinal), file.ToImmutableSortedDictionary(static one => one.Form.Encoding, one => Load(assembly, one.Resource), StringComparer.Ordinal)),
            StringComparer.Ordinal);

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="InvalidOperationException">The assembly has none of that name.</exception>
    public static ReadOnlyMemory<byte> Load(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{assembly.GetName().Name} lacks {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static (string Path, string Encoding) FormOf(string name) =>
        Endings.FirstOrDefault(ending => name.EndsWith(ending.Ending, StringComparison.Ordinal)) is { Ending: { } found } form ? (name[..^found.Length], form.Encoding) : (name, WebFile.Plain);

    private static string MediaTypeOf(string path) =>
        MediaTypes.GetValueOrDefault(Path.GetExtension(path)) ?? throw new InvalidOperationException($"The media type of the page file {path} is not known.");
}
