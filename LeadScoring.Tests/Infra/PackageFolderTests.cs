namespace LeadScoring.Tests.Infra;

/// <summary>The folder of packages may be set by NUGET_PACKAGES, with a slash at its end or without.</summary>
public sealed class PackageFolderTests
{
    private const string Folder = "$(NuGetPackageRoot)";
    private const string WithSlash = "$([MSBuild]::EnsureTrailingSlash('$(NuGetPackageRoot)'))";

    [Fact]
    public void No_project_leaves_the_slash_after_the_package_folder_to_chance()
    {
        var files = new[] { "*.csproj", "*.props", "*.targets" }.SelectMany(static kind => Directory.EnumerateFiles(Checkout.Root, kind, SearchOption.AllDirectories))
            .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/node_modules/", StringComparison.Ordinal)).ToList();

        Assert.Contains(files, static file => File.ReadAllText(file).Contains(WithSlash, StringComparison.Ordinal));
        Assert.DoesNotContain(files, static file => File.ReadAllText(file).Replace(WithSlash, "", StringComparison.Ordinal).Contains(Folder, StringComparison.Ordinal));
    }
}
