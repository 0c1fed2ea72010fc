using LeadScoring.Functions.Storage;

namespace LeadScoring.Tests.Kit.Fakes;

/// <summary>All tables in memory, with Azure's rules (see <see cref="InMemoryTable"/>).</summary>
/// <param name="operations">Counters and hooks; shared with the other fakes of a test.</param>
/// <param name="clock">Gives rows their timestamps; null = the system's.</param>
public sealed class InMemoryTables(Operations? operations = null, TimeProvider? clock = null) : ITables
{
    private readonly Dictionary<string, InMemoryTable> _tables = new(StringComparer.Ordinal);

    /// <summary>Counters and hooks.</summary>
    public Operations Operations { get; } = operations ?? new Operations();

    public ITable Leads => this[TableNames.Leads];

    public ITable Due => this[TableNames.Due];

    public ITable Board => this[TableNames.Board];

    public ITable Models => this[TableNames.Models];

    public ITable Rejected => this[TableNames.Rejected];

    public ITable Parked => this[TableNames.Parked];

    public ITable Reports => this[TableNames.Reports];

    public ITable Sources => this[TableNames.Sources];

    public ITable Audit => this[TableNames.Audit];

    public ITable Messages => this[TableNames.Messages];

    /// <summary>A table by its name; made at its first use.</summary>
    public InMemoryTable this[string name]
    {
        get
        {
            lock (_tables)
            {
                if (!_tables.TryGetValue(name, out var table))
                    _tables.Add(name, table = new InMemoryTable(name, Operations, clock ?? TimeProvider.System));
                return table;
            }
        }
    }

    /// <summary>Nothing to do: tables are there when they are used.</summary>
    public Task CreateMissing(CancellationToken cancellation) => Task.CompletedTask;
}
