using LeadScoring.CrmConnector.Settings;

namespace LeadScoring.CrmConnector.Crm;

/// <summary>Keeps a second connector away from the file: a CRM of one file has one writer. The operating system gives it back however the process ends.</summary>
internal sealed class OneWriter : IDisposable
{
    private readonly FileStream _held;

    private OneWriter(FileStream held) => _held = held;

    /// <exception cref="SettingException">Another connector has the file, or its folder cannot be written.</exception>
    public static OneWriter Take(string file)
    {
        try
        {
            return new OneWriter(new FileStream(Path.GetFullPath(file) + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"The setting Crm:File is '{file}', which another connector has, or whose folder cannot be written ({taken.GetType().Name}). Stop that one, or write another, e.g. --file crm-2.csv.");
        }
    }

    public void Dispose() => _held.Dispose();
}
