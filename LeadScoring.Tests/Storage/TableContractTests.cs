using Azure.Data.Tables;

using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Storage;

/// <summary>The fake keeps the contract.</summary>
public sealed class InMemoryTableTests : TableContract
{
    protected override ITable Table { get; } = new InMemoryTables().Leads;
}

/// <summary>The fake keeps the contract when every page ends early.</summary>
public sealed class InMemoryTableWithShortPagesTests : TableContract
{
    protected override ITable Table { get; } = ShortPages();

    private static InMemoryTable ShortPages()
    {
        var table = new InMemoryTables()["Leads"];
        table.PageRows = 1;
        return table;
    }
}

/// <summary>The adapter keeps the contract.</summary>
[Collection(nameof(OnAzurite))]
[Needs(Need.Processes)]
public sealed class AzureTableTests : TableContract, IAsyncLifetime
{
    private readonly AzureTables _tables;

    public AzureTableTests(Azurite azurite)
    {
        _tables = new AzureTables(new TableServiceClient(azurite.ConnectionString));
        Table = _tables.Leads;
    }

    protected override ITable Table { get; }

    public Task InitializeAsync() => _tables.CreateMissing(CancellationToken.None);

    public Task DisposeAsync() => Task.CompletedTask;
}
