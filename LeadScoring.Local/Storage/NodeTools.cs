namespace LeadScoring.Local.Storage;

/// <summary>The npm tools of this checkout.</summary>
internal static class NodeTools
{
    /// <summary>The node_modules folder with Azurite in it, beside or above the program or the current folder; null when there is none.</summary>
    public static string? Find()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var modules = Path.Combine(folder.FullName, "node_modules");
                if (File.Exists(Path.Combine(modules, "azurite", "package.json")))
                    return modules;
            }
        }
        return null;
    }
}
