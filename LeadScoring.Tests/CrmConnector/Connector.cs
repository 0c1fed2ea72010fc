using System.Collections.Concurrent;

using LeadScoring.CrmConnector;
using LeadScoring.CrmConnector.Crm;
using LeadScoring.CrmConnector.Feedback;
using LeadScoring.CrmConnector.Mapping;
using LeadScoring.Tests.Kit.Fakes;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Tests.CrmConnector;

/// <summary>The connector with a file in a temporary folder; the subscription and the app are fakes.</summary>
internal sealed class Connector : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crm-").FullName;

    public Connector(string? mapping = null)
    {
        Mapping = mapping is null ? MappingReader.ReadFile(Path.Combine(AppContext.BaseDirectory, "mappings", "csv.json")) : MappingReader.Read(System.Text.Encoding.UTF8.GetBytes(mapping), "test.json");
        Crm = Open();
        Outcomes = Sync();
    }

    public string File => Path.Combine(_folder, "crm.csv");

    public LeadMapping Mapping { get; }

    public CrmFile Crm { get; private set; }

    public FakeSource Source { get; } = new();

    public FakeFeedback App { get; } = new();

    public BreakingDisk Disk { get; } = new();

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    /// <summary>Everything that was logged.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public OutcomeSync Outcomes { get; private set; }

    public string Text => System.IO.File.ReadAllText(File);

    public CrmTable Table => Crm.Read();

    public MessageHandler Handler => new(Source, Crm, Mapping, new Said<MessageHandler>(Log));

    public CrmRow Row(string lead = Messages.Ann, string model = "crm-suite") => Table.Find(lead, model) ?? throw new InvalidOperationException("There is no such row.");

    /// <summary>Sends messages and has them handled.</summary>
    public async Task Take(params BinaryData[] bodies)
    {
        Source.Send(bodies);
        await HandleAll();
    }

    public async Task HandleAll()
    {
        while (!Source.Empty)
            await Handler.Round(default);
    }

    public Task<TimeSpan?> Look() => Outcomes.Round(default);

    /// <summary>A salesperson writes into a row and saves.</summary>
    public void Edit(string column, string value, string lead = Messages.Ann) => Edit(table => table.Find(lead, "crm-suite")![column] = value);

    public void Edit(Action<CrmTable> change)
    {
        var table = CsvFormat.Read(System.IO.File.ReadAllBytes(File), File, new GoneLeads());
        change(table);
        Save(CsvFormat.Write(table));
    }

    /// <summary>Saves the file as a spreadsheet does: in place.</summary>
    public void Save(byte[] bytes)
    {
        var before = new FileInfo(File).LastWriteTimeUtc;
        System.IO.File.WriteAllBytes(File, bytes);
        // People take longer than the file system's clock ticks.
        System.IO.File.SetLastWriteTimeUtc(File, before.AddSeconds(1));
    }

    /// <summary>A new process on the same file.</summary>
    public void Restart()
    {
        Crm.Dispose();
        Crm = Open();
        Outcomes = Sync();
    }

    public void Dispose()
    {
        Crm.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private CrmFile Open() => new(File, Mapping.Names, ',', Disk);

    private OutcomeSync Sync() => new(Crm, App, Clock, new Said<OutcomeSync>(Log));

    /// <summary>A logger that keeps what is said.</summary>
    public sealed class Said<T>(ConcurrentQueue<string> log) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}");
    }
}
