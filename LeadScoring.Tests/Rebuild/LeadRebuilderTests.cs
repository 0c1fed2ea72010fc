using Azure;
using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Signals;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Rebuild;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Rebuild;

/// <summary>A lead is made anew from its log under the version that it has, when something changed what its past comes to.</summary>
public sealed class LeadRebuilderTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();

    private string Id => _app.IdOf(Ann);

    [Fact]
    public async Task A_raised_revision_rebuilds_signals_profile_and_activity()
    {
        await Hot();
        await Forget(await Read(), Titles, Pricings(2));

        await Visit();

        var read = await Read();
        Assert.Equal((1, 1, 1, false), (read.State!.Revision, read.State.DerivedRevision, read.Models["crm"].Revision, read.State.Undecided));
        Assert.Equal((1L, "D"), (Events(read), read.Models["crm"].Snapshot!.Grade![..1]));
        Assert.True(read.State.Profile["jobTitle"].IsMissing);
        Assert.Single(read.State.Recent);
        Assert.Null(read.Models["crm"].Building);
    }

    [Fact]
    public async Task A_score_that_falls_with_the_past_recycles_the_lead_and_sends_nothing_twice()
    {
        await Hot();
        Assert.Equal(["lead.qualified"], Told());
        await Forget(await Read(), Pricings(3));

        await Visit();
        await Visit();

        Assert.Equal(["lead.qualified", "lead.recycled"], Told());
    }

    [Fact]
    public async Task A_lead_that_waits_for_its_rebuild_decides_nothing()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send([Sent.Title(Ann, "VP Sales"), .. Sent.Visits(Ann, 2)]);
        await Forget(await Read(), Pricings(2));

        // Two were worth 40: with this one the signals of the past are hot, those of the log are not.
        await _app.Send(Sent.Pricing(Ann));

        Assert.DoesNotContain("lead.qualified", Told());
        Assert.Equal(2, Events(await Read()));
    }

    [Fact]
    public async Task Events_that_arrive_while_it_is_built_are_neither_lost_nor_counted_twice()
    {
        await Hot();
        await Forget(await Read(), Pricings(1));
        var sent = false;
        _app.Operations.After = async operation =>
        {
            // The log was just read for the signals: the state has been told anew, the mark is set.
            if (!sent && operation is { Place: TableNames.Leads, Kind: OperationKind.Read } && Peek() is { Building: not null })
            {
                sent = true;
                await _app.Capture(Sent.Pricing(Ann));
                await _app.Get<Functions.Rescore.LeadRescorer>().Run(Id, evaluate: false, default);
            }
        };

        await Visit();

        _app.Operations.After = null;
        Assert.True(sent);
        Assert.Equal(4, Events(await Read()));
    }

    [Fact]
    public async Task A_new_revision_during_a_rebuild_starts_it_again()
    {
        await Hot();
        await Forget(await Read(), Pricings(1));
        var read = await Read();
        var half = new LeadSignals(Model());
        // An earlier try saved its place at the end of the log, with signals of what then counted.
        var begun = new Building(1, 1, read.State!.Seq, RowKeys.After(RowKeys.EventPrefix), half.ToBytes(), half.ToBytes());
        await _app.Tables.Leads.Upsert(LeadRows.Model(Id, "crm", read.Models["crm"] with { Building = begun }), default);
        await Forget(await Read(), Pricings(1));

        await Visit();

        Assert.Equal(2, Events(await Read()));
    }

    [Fact]
    public async Task A_forced_rebuild_builds_the_version_that_the_lead_has()
    {
        await Hot();
        var before = await Read();
        await _app.Tables.Leads.Upsert(LeadRows.Model(Id, "crm", before.Models["crm"] with { Signals = new LeadSignals(Model()).ToBytes() }), default);

        await _app.Get<RebuildRequests>().Ask("crm", Id, default);
        await _app.Work();

        Assert.Equal(before.Models["crm"].Signals, (await Read()).Models["crm"].Signals);
    }

    [Fact]
    public async Task The_next_visit_requests_a_rebuild_that_a_dead_process_did_not()
    {
        await Hot();
        await Forget(await Read(), Pricings(1));
        _app.Operations.Before = static operation => operation.Place == QueueNames.Rebuild ? throw new IOException("killed") : Task.CompletedTask;
        await Assert.ThrowsAsync<IOException>(() => _app.Get<Functions.Rescore.LeadRescorer>().Run(Id, evaluate: true, default));
        _app.Operations.Before = null;
        Assert.True((await Read()).State!.Undecided);

        // The message comes back: nothing waits, and nobody asks for an evaluation.
        await _app.Get<Functions.Rescore.LeadRescorer>().Run(Id, evaluate: false, default);
        await _app.Work();

        Assert.Equal(3, Events(await Read()));
    }

    private async Task Hot()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send([Sent.Title(Ann, "VP Sales"), .. Sent.Visits(Ann, 3)]);
    }

    private async Task Visit()
    {
        await _app.Get<Functions.Rescore.LeadRescorer>().Run(Id, evaluate: true, default);
        await _app.Work();
    }

    private static IEnumerable<LoggedEvent> Titles(IEnumerable<LoggedEvent> log) => log.Where(static e => e.Captured.Event.Type == "profile.updated");

    private static Func<IEnumerable<LoggedEvent>, IEnumerable<LoggedEvent>> Pricings(int count) =>
        log => log.Where(static e => e.Captured.Event.Type == "page.viewed").Take(count);

    // Takes events out of the log, as one who changes the past does: the revision in the same transaction.
    private async Task Forget(LeadRead read, params Func<IEnumerable<LoggedEvent>, IEnumerable<LoggedEvent>>[] which)
    {
        var log = new List<LoggedEvent>();
        await foreach (var page in new LeadStore(_app.Tables).ReadLog(Id, null, default))
            log.AddRange(page);
        TableTransactionAction[] batch =
        [
            new(TableTransactionActionType.UpdateReplace, LeadRows.State(Id, read.State! with { Revision = read.State.Revision + 1 }), read.Tag),
            .. which.SelectMany(some => some(log)).Select(e => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(Id, e.RowKey), ETag.All)),
        ];
        Assert.True((await _app.Tables.Leads.Submit(batch, default)).Committed);
    }

    private Task<LeadRead> Read() => new LeadStore(_app.Tables).Read(Id, default);

    private ModelState Peek() =>
        LeadRows.ReadModel(_app.Tables[TableNames.Leads].Rows.Single(row => row.PartitionKey == Id && row.RowKey == RowKeys.Model("crm")));

    private static long Events(LeadRead read) => LeadSignals.FromBytes(read.Models["crm"].Signals!, Model()).Events;

    private List<string> Told() => [.. _app.Topic.Sent.Select(static message => message.Subject).Where(static subject => subject is "lead.qualified" or "lead.recycled")];

    private static ScoringModel Model() =>
        ScoringModel.Compile(Domain.Models.Loading.ModelLoader.Load(CrmModel.Yaml).Definition!);
}
