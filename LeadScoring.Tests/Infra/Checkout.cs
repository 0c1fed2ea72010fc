namespace LeadScoring.Tests.Infra;

/// <summary>The files of this checkout.</summary>
internal static class Checkout
{
    /// <summary>The folder with LeadScoring.sln, above the tests.</summary>
    public static readonly string Root = Find();

    /// <summary>A file or folder, by its path from the root.</summary>
    public static string PathOf(string path) => Path.Combine(Root, path);

    /// <summary>The text of a file, by its path from the root.</summary>
    public static string Text(string path) => File.ReadAllText(PathOf(path));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LeadScoring.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("LeadScoring.sln is not above the tests.");
        return folder.FullName;
    }
}
