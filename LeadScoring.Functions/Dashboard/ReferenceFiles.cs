using System.Collections.Immutable;
using System.Reflection;

using Scalar.AspNetCore;

namespace LeadScoring.Functions.Dashboard;

/// <summary>The reference of the HTTP API at <c>/app/reference</c>: Scalar, as its package for .NET has it, on a page that asks no other server for anything.</summary>
internal static class ReferenceFiles
{
    private const string Folder = "reference/";

    // As the package keeps it, compressed by gzip; a test holds the name and the form.
    private const string Script = "ScalarStaticAssets.scalar.js";

    /// <summary>The files by their paths below <c>/app</c>.</summary>
    /// <exception cref="InvalidOperationException">The package has its script no longer in its assembly, or under another name.</exception>
    public static IEnumerable<KeyValuePair<string, WebFile>> Read()
    {
        foreach (var (path, file) in WebFiles.Read(Assembly.GetExecutingAssembly(), Folder, PagePolicy.Reference))
            yield return KeyValuePair.Create(path == "index.html" ? Folder.TrimEnd('/') : Folder + path, file);
        yield return KeyValuePair.Create(Folder + "scalar.js", new WebFile(
            "text/javascript; charset=utf-8",
            PagePolicy.Reference,
            isImmutable: false,
            ImmutableSortedDictionary<string, ReadOnlyMemory<byte>>.Empty.Add(WebFile.Gzip, WebFiles.Load(typeof(ScalarOptions).Assembly, Script))));
    }
}
