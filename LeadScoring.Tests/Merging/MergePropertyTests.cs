using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Merging;

/// <summary>Whatever is merged and taken apart, in whatever order and while events go on: a lead is made of its own events and those merged into it.</summary>
public sealed class MergePropertyTests
{
    private static readonly string[] Leads = ["ann@acme.example", "bob@acme.example", "v-1", "v-2", "v-3"];

    private readonly FromScratch _scratch = new(SalesModel.Yaml);

    [Theory]
    [MemberData(nameof(Seeds))]
    [Needs(Need.Time)]
    public async Task Every_lead_is_exactly_the_sum_of_what_is_merged_into_it(int seed)
    {
        var random = new Random(seed);
        var app = new InMemoryApp();
        await app.Publish(SalesModel.Yaml);
        var sent = Leads.ToDictionary(static lead => lead, static _ => new List<string>(), StringComparer.Ordinal);
        foreach (var lead in Leads)
            await Send(lead);
        await app.Work();

        for (var step = 0; step < 40; step++)
        {
            var lead = Leads[random.Next(Leads.Length)];
            switch (random.Next(6))
            {
                case 0 or 1 or 2:
                    await Send(lead);
                    break;
                case 3:
                    await app.Merge(IdOf(app, lead), IdOf(app, Leads[random.Next(Leads.Length)]));
                    break;
                case 4:
                    await app.Unmerge(IdOf(app, lead));
                    break;
                default:
                    await app.Work();
                    break;
            }
        }

        await app.Work();
        var states = new Dictionary<string, LeadState>(StringComparer.Ordinal);
        foreach (var lead in Leads)
            states.Add(IdOf(app, lead), (await new LeadStore(app.Tables).Read(IdOf(app, lead), default)).State!);
        foreach (var root in Leads.Where(lead => states[IdOf(app, lead)].MergedInto is null))
        {
            var own = Leads.Where(lead => RootOf(IdOf(app, lead)) == IdOf(app, root)).SelectMany(lead => sent[lead]).ToList();
            var (status, explanation) = await app.Explain(IdOf(app, root));
            Assert.Equal(200, status);
            Assert.Equal(_scratch.Explain(own, app.Clock.GetUtcNow()), RunningApp.WithoutLead(explanation.GetRawText()));
            Assert.Equal(own.Count, app.Tables[TableNames.Leads].Rows.Count(row => row.PartitionKey == IdOf(app, root) && row.RowKey.StartsWith(RowKeys.EventPrefix, StringComparison.Ordinal)));
        }

        string RootOf(string id) => states[id].MergedInto is { } into ? RootOf(into) : id;

        async Task Send(string lead)
        {
            var e = Event(random, lead, sent[lead].Count);
            sent[lead].Add(e);
            await app.Capture(e);
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    private static string IdOf(InMemoryApp app, string lead) => IsKnown(lead) ? app.IdOf(lead) : app.Get<LeadIds>().OfName("visitor:" + lead);

    private static bool IsKnown(string lead) => lead.Contains('@', StringComparison.Ordinal);

    private static string Event(Random random, string lead, int number)
    {
        (string, string)[] identity = [(IsKnown(lead) ? "email" : "visitor", lead)];
        var at = InMemoryApp.Start.AddMinutes(-random.Next(60 * 24 * 30));
        return (number == 0 || random.Next(4) == 0)
            ? Known.Of($$"""{ "id": "{{lead}}-{{number}}", "type": "profile.updated", "occurredAt": "{{at.UtcDateTime:O}}", "profile": { "jobTitle": "{{(random.Next(2) == 0 ? "VP" : "Manager")}}" } }""", identity)
            : Known.As(identity, "page.viewed", at, ("path", random.Next(3) == 0 ? "/blog" : "/pricing"));
    }
}
