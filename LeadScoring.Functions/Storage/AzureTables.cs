using Azure.Data.Tables;

namespace LeadScoring.Functions.Storage;

/// <summary>The app's tables in one storage account.</summary>
public sealed class AzureTables : ITables
{
    private readonly (string Name, TableClient Client)[] _all;

    public AzureTables(TableServiceClient service)
    {
        _all = [.. TableNames.All.Select(name => (name, service.GetTableClient(name)))];
        Leads = Table(TableNames.Leads);
        Due = Table(TableNames.Due);
        Board = Table(TableNames.Board);
        Models = Table(TableNames.Models);
        Rejected = Table(TableNames.Rejected);
        Parked = Table(TableNames.Parked);
        Reports = Table(TableNames.Reports);
        Sources = Table(TableNames.Sources);
        Audit = Table(TableNames.Audit);
        Messages = Table(TableNames.Messages);
    }

    public ITable Leads { get; }

    public ITable Due { get; }

    public ITable Board { get; }

    public ITable Models { get; }

    public ITable Rejected { get; }

    public ITable Parked { get; }

    public ITable Reports { get; }

    public ITable Sources { get; }

    public ITable Audit { get; }

    public ITable Messages { get; }

    public Task CreateMissing(CancellationToken cancellation) =>
        Task.WhenAll(_all.Select(table => table.Client.CreateIfNotExistsAsync(cancellation)));

    private NamedTable Table(string name) => new(new AzureTable(_all.First(table => table.Name == name).Client), name);
}
