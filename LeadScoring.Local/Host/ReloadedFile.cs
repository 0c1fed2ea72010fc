using LeadScoring.Local.Files;

using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;

namespace LeadScoring.Local.Host;

/// <summary>A file of settings in the data folder that a command writes while the app runs.</summary>
internal static class ReloadedFile
{
    /// <summary>Adds its settings, and reads them again when it changes.</summary>
    /// <param name="configuration">The app's settings.</param>
    /// <param name="path">The file; there may be none yet.</param>
    /// <param name="broken">What is said when it cannot be read while the app runs. Its settings do not count until it is whole.</param>
    public static void Add(IConfigurationBuilder configuration, string path, Func<string, Exception?, StartException> broken) => configuration.AddJsonFile(source =>
    {
        source.Path = Path.GetFileName(path);
        source.FileProvider = Folder(configuration, Path.GetDirectoryName(path)!);
        source.Optional = true;
        source.ReloadOnChange = true;
        source.OnLoadException = failed =>
        {
            failed.Ignore = true;
            Console.Error.WriteLine(broken(path, failed.Exception).Message);
        };
    });

    // The files of a folder share one watcher: the system has few of them.
    private static PhysicalFileProvider Folder(IConfigurationBuilder configuration, string path)
    {
        if (configuration.Properties.TryGetValue(path, out var known) && known is PhysicalFileProvider folder)
            return folder;
        folder = new PhysicalFileProvider(path, ExclusionFilters.None);
        configuration.Properties[path] = folder;
        return folder;
    }
}
