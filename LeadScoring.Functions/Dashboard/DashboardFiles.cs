using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Dashboard;

/// <summary>The files under <c>/app</c>. The web app has addresses of its own, such as <c>/app/leads/k3v...</c>: each of them is answered with its page, which looks at the address itself.</summary>
public sealed class DashboardFiles
{
    private const string WebApp = "web/";
    private const string Page = "index.html";

    private static readonly Problem Missing = Problem.NotFound("LS-HTTP-404", "This file of the app does not exist.", "Open /app. A page that was open while the app was updated has to be loaded again.");

    private readonly IReadOnlyDictionary<string, WebFile> _files;

    public DashboardFiles()
        : this(WebFiles.Read(typeof(DashboardFiles).Assembly, WebApp, PagePolicy.App).Concat(ReferenceFiles.Read()).ToDictionary(StringComparer.Ordinal))
    {
    }

    internal DashboardFiles(IReadOnlyDictionary<string, WebFile> files) =>
        _files = files.ContainsKey(Page) ? files : throw new InvalidOperationException($"The assembly lacks {WebApp}{Page}.");

    /// <summary>What is at a path below <c>/app</c>: a file, the page for an address of the app, or 404 for a file that is not there.</summary>
    public IActionResult Get(string? path)
    {
        var name = (path ?? "").Trim('/');
        return _files.TryGetValue(name, out var file) ? file
            : IsAddress(name) ? _files[Page]
            : Missing.ToResult();
    }

    // Files have an ending, addresses of the app have none.
    private static bool IsAddress(string name) => !name.StartsWith(WebFiles.Hashed, StringComparison.Ordinal) && !name.AsSpan(name.LastIndexOf('/') + 1).Contains('.');
}
