using LeadScoring.CrmConnector;
using LeadScoring.CrmConnector.Crm;
using LeadScoring.CrmConnector.Feedback;
using LeadScoring.CrmConnector.Mapping;
using LeadScoring.CrmConnector.Settings;
using LeadScoring.CrmConnector.Sources;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Drivers;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Tests.CrmConnector;

/// <summary>The connector beside the real app: its queue, its messages, its API.</summary>
[Needs(Need.Processes)]
public sealed class RealAppTests(RunningApp running) : IClassFixture<RunningApp>, IDisposable
{
    private const string Model = "hand-off";

    private readonly string _folder = Directory.CreateTempSubdirectory("crm-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_lead_that_asks_for_a_call_reaches_the_spreadsheet_and_sales_moves_it()
    {
        var mapping = MappingReader.ReadFile(Path.Combine(AppContext.BaseDirectory, "mappings", "csv.json"));
        using var crm = new CrmFile(Path.Combine(_folder, "crm.csv"), mapping.Names, ',', new Disk());
        await using var source = new QueueSource(() => running.App.StorageConnection, "topic-crm-sync", TimeProvider.System);
        var messages = new MessageHandler(source, crm, mapping, NullLogger<MessageHandler>.Instance);
        using var http = new HttpClient();
        var app = new AppAddress(running.App.Http.BaseAddress!, running.App.Key);
        var outcomes = new OutcomeSync(crm, new FeedbackClient(http, () => app), TimeProvider.System, NullLogger<OutcomeSync>.Instance);

        await running.Publish(Model);
        var lead = (await running.Send(
            """{ "id": "ask", "type": "form.submitted", "lead": { "email": "=cmd@acme.example" }, "properties": { "form": "contact-us" }, "profile": { "company": "=Acme", "jobTitle": "VP" } }""")).Values.Single();
        await Handled(row => row?["route"] == "contact-us");
        Assert.Equal(("'=Acme", "'=cmd@acme.example", "Call", "sales", "1"), (Row()["company"], Row()["email"], Row()["next_step"], Row()["owner"], Row()["epoch"]));

        await Write("outcome", "attempted");
        await Write("outcome", "attempted");
        await Write("outcome", "accepted");

        Assert.Equal(("accepted", "", "", "3"), (Row()["last_outcome"], Row()["outcome"], Row()["outcome_error"], Row()["outcome_count"]));
        await running.Rest();
        var scored = await running.Lead(lead, Model);
        Assert.Equal(("accepted", 2), (scored.GetProperty("stage").GetString(), scored.GetProperty("tried").GetInt32()));

        await Write("outcome", "unqualified");
        await Handled(static row => row?["last_message"] == "lead.disqualified");
        Assert.Equal(("disqualified", "", ""), (Row()["stage"], Row()["respond_by"], Row()["next_step"]));

        CrmRow Row() => crm.Read().Find(lead, Model)!;

        async Task Handled(Func<CrmRow?, bool> condition) => await Eventually.True(async () =>
        {
            await messages.Round(default);
            return condition(crm.Read().Find(lead, Model));
        });

        async Task Write(string column, string value)
        {
            await crm.Change(table => table.Find(lead, Model)![column] = value, default);
            await outcomes.Round(default);
        }
    }
}
