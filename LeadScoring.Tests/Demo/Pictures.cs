using LeadScoring.Tests.Infra;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.Demo;

/// <summary>The pictures of the app in the documents: which there are, and where they are written.</summary>
internal static class Pictures
{
    private const string Folder = "docs/images";

    /// <summary>The pages that are shown, by the name of their picture.</summary>
    public static readonly IReadOnlyList<(string Name, string Path)> Pages =
    [
        ("queue", "/app/queue?model=b2b-saas"),
        ("lead", "/app/leads/{hottest}?model=b2b-saas"),
        ("overview", "/app/overview?model=b2b-saas"),
        ("model", "/app/models/b2b-saas"),
        ("reports", "/app/reports/service-level?model=b2b-saas"),
    ];

    /// <summary>Whether <c>eng/pictures.sh</c> asks for those of the documents. Else they are made of a small demo, into a folder of their own.</summary>
    public static bool AreWanted { get; } = new ConfigurationBuilder().AddEnvironmentVariables().Build()["LEADS_PICTURES"] == "docs";

    /// <summary>Where a picture belongs, in one of the two themes.</summary>
    public static string PathOf(string name, string theme) => Path.Combine(AreWanted ? Checkout.PathOf(Folder) : Path.Combine(AppContext.BaseDirectory, "pictures"), $"{name}-{theme}.png");

    /// <summary>As a document in <c>docs/guide</c> or the README names it.</summary>
    public static string ReferenceTo(string name, string theme) => $"images/{name}-{theme}.png";
}
