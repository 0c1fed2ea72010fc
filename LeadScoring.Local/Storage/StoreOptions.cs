using System.CommandLine;

using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Faults;
using LeadScoring.Local.Files;
using LeadScoring.Local.Host;

namespace LeadScoring.Local.Storage;

/// <summary>
/// The options by which a command finds the storage that it works on, in this order: a connection string, or an account reached with the caller's identity; the data
/// folder of a local app, whether it runs or not, that was named; the app's own settings in the environment; the usual data folder.
/// </summary>
internal sealed class StoreOptions
{
    private readonly Option<string?> _storage = new("--storage") { Description = "Connection string of the app's storage account (queues, and tables unless --data-storage says otherwise)." };
    private readonly Option<string?> _account = new("--account") { Description = "Instead: the account's name, accessed with your own identity (az login)." };
    private readonly Option<string?> _dataStorage = new("--data-storage") { Description = "Connection string of the account with the tables, if that is another account." };
    private readonly Option<string?> _dataAccount = new("--data-account") { Description = "Instead: the name of the account with the tables." };
    private readonly Option<string> _data = new("--data") { Description = "The data folder of a local app.", DefaultValueFactory = _ => ".local" };

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _storage, _account, _dataStorage, _dataAccount, _data })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_storage) is not null && result.GetValue(_account) is not null)
                result.AddError("--storage and --account mean the same account; give one of them.");
            if (result.GetValue(_dataStorage) is not null && result.GetValue(_dataAccount) is not null)
                result.AddError("--data-storage and --data-account mean the same account; give one of them.");
            if ((result.GetValue(_dataStorage) ?? result.GetValue(_dataAccount)) is not null && (result.GetValue(_storage) ?? result.GetValue(_account)) is null)
                result.AddError("--data-storage and --data-account say where the tables are; say with --storage or --account where the queues are.");
        });
    }

    public string Folder(ParseResult parsed) => parsed.GetRequiredValue(_data);

    /// <summary>
    /// The installation key: that of a data folder that was named, else the app's setting in the environment. That of the usual data folder, a demonstration say, only goes
    /// with the storage in it.
    /// </summary>
    /// <exception cref="CommandException">There is none.</exception>
    public byte[] InstallationKey(ParseResult parsed)
    {
        var keys = Path.Combine(Folder(parsed), "keys.json");
        var ofFolder = (IsFolderNamed(parsed) || IsOfFolder(parsed)) && File.Exists(keys) ? FunctionKeys.ReadOrCreate(keys).Installation : null;
        var ofEnvironment = Environment()["LeadScoring:InstallationKey"] is { Length: > 0 } set ? set : null;
        var text = IsFolderNamed(parsed) ? ofFolder ?? ofEnvironment : ofEnvironment ?? ofFolder;
        var key = new byte[text?.Length ?? 0];
        return text is not null && Convert.TryFromBase64String(text, key, out var length) && length > 0
            ? key[..length]
            : throw new CommandException("LS-STORAGE-002", $"The installation key is not known: LeadScoring__InstallationKey is not set, and no data folder with a keys.json is named.",
                "Set LeadScoring__InstallationKey to that of the app, or name the data folder of a local app with --data.");
    }

    /// <summary>Opens the storage. Of a local app that does not run, its Azurite is started, and stopped again at the end.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="stopped">The app must not run: whether it does is seen of a local app only.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="CommandException">No storage is named, or a local app runs that must not.</exception>
    public async Task<Store> Open(ParseResult parsed, bool stopped, CancellationToken cancellation)
    {
        try
        {
            if (Given(parsed) is { } given)
                return new Store(given, null);
            return IsOfFolder(parsed) ? await OpenLocal(Folder(parsed), stopped, cancellation) : new Store(Environment(), null);
        }
        catch (SettingException bad)
        {
            throw new CommandException("LS-STORAGE-001", bad.Message, "Give a connection string with --storage, or an account's name with --account.", bad);
        }
    }

    private bool IsFolderNamed(ParseResult parsed) => parsed.GetResult(_data) is { Implicit: false };

    // Whether the storage is that of the data folder.
    private bool IsOfFolder(ParseResult parsed) =>
        (parsed.GetValue(_storage) ?? parsed.GetValue(_account)) is null && (IsFolderNamed(parsed) || !StorageConnection.OfQueues(Environment()).IsSet);

    private IConfiguration? Given(ParseResult parsed)
    {
        if ((parsed.GetValue(_storage) ?? parsed.GetValue(_account)) is null)
            return null;
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["AzureWebJobsStorage"] = parsed.GetValue(_storage),
            ["AzureWebJobsStorage:accountName"] = parsed.GetValue(_account),
            ["DataStorage"] = parsed.GetValue(_dataStorage),
            ["DataStorage:accountName"] = parsed.GetValue(_dataAccount),
        };
        // Service Bus is named by the app's own settings only.
        foreach (var (name, value) in Environment().GetSection("ServiceBus").AsEnumerable())
            values[name] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    private static async Task<Store> OpenLocal(string folder, bool stopped, CancellationToken cancellation)
    {
        if (!stopped && !Directory.Exists(folder))
        {
            throw new CommandException("LS-STORAGE-001", $"No storage is named, and the data folder {folder} of a local app does not exist.",
                "Name one: --storage with a connection string, --account with an account's name, or --data with the data folder.");
        }

        DataFolder? held = null;
        try
        {
            held = DataFolder.Take(folder);
        }
        catch (StartException other) when (!DataFolderErrors.IsInUse(other))
        {
            throw;
        }
        catch (StartException) when (!stopped && RunningFile.Read(folder) is { } running)
        {
            return running.Storage is not null
                ? new Store(OfConnection(running.Storage, running.DataStorage, running.ServiceBus), null)
                : throw new CommandException("LS-STORAGE-001", $"The app of {folder} uses an identity for its storage, which {folder} does not contain.", "Set the app's settings AzureWebJobsStorage__... in the environment, or name the account with --account.");
        }
        catch (StartException inUse)
        {
            throw new CommandException("LS-STORAGE-003", $"The app of {folder} is running, or another command uses it.", "Stop it, then run the command again.", inUse);
        }

        try
        {
            var azurite = await AzuriteChild.Start(held.Storage, cancellation);
            return new Store(OfConnection(azurite.ConnectionString), new Held(azurite, held));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static IConfiguration OfConnection(string connection, string? tables = null, string? bus = null)
    {
        var storage = new Dictionary<string, string?>(StringComparer.Ordinal) { [StorageConnection.Host] = connection };
        if (tables is not null)
            storage[StorageConnection.Data] = tables;
        if (bus is not null)
            storage[BusStart.Setting] = bus;
        return new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(storage).Build();
    }

    private static IConfiguration Environment() => new ConfigurationBuilder().AddEnvironmentVariables().Build();

    private sealed class Held(AzuriteChild azurite, DataFolder data) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await azurite.DisposeAsync();
            }
            finally
            {
                data.Dispose();
            }
        }
    }
}
