using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Suspicions;

/// <summary>What <c>POST /api/v1/leads/{lead}/events/{event}/count</c> takes and refuses; and that nobody else can say it.</summary>
public sealed class CountEventTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();

    [Theory]
    [InlineData("")]
    [InlineData("counts")]
    [InlineData("{}")]
    [InlineData("""{ "counts": "true" }""")]
    [InlineData("""{ "counts": null }""")]
    [InlineData("""[ true ]""")]
    public async Task A_count_request_must_be_true_or_false(string body)
    {
        var key = await Clicked();

        var (status, problem) = await _app.Count(Ann, key, body);

        Assert.Equal((400, "LS-COUNT-001"), (status, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task An_event_is_named_by_its_key()
    {
        var key = await Clicked();
        const string Word = """{ "counts": true }""";

        Assert.Equal((404, "LS-LEAD-404"), Refusal(await _app.Count("bob@acme.example", key, Word)));
        Assert.Equal((404, "LS-COUNT-404"), Refusal(await _app.Count(Ann, new string('0', 32), Word)));
        Assert.Equal((404, "LS-COUNT-404"), Refusal(await _app.Count(Ann, "../lead", Word)));
        Assert.Equal((404, "LS-COUNT-404"), Refusal(await _app.Count(Ann, new string('#', 32), Word)));
        Assert.Equal(202, (await _app.Count(Ann, key, Word)).Status);
    }

    [Theory]
    [InlineData("sales.attempted")]
    [InlineData("system.contact-deleted")]
    public async Task What_does_more_than_count_cannot_be_left_out(string type)
    {
        await _app.Publish(ClickModel.Yaml);
        await _app.Send(Sent.Event(Ann, type));

        Assert.Equal((400, "LS-COUNT-002"), Refusal(await _app.Count(Ann, await Key(), """{ "counts": false }""")));
    }

    [Fact]
    public async Task Letting_an_unsuspected_event_count_changes_nothing()
    {
        var key = await Clicked();
        var before = (await _app.Explain(Ann)).Body.GetRawText();

        Assert.Equal(202, (await _app.Count(Ann, key, """{ "counts": true }""")).Status);
        await _app.Work();

        Assert.Equal(before, (await _app.Explain(Ann)).Body.GetRawText());
    }

    [Fact]
    public async Task No_sender_of_events_can_write_a_counted_event()
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Sent.Event(Ann, "system.counted", 0, ("event", "x"), ("counts", "true"))));

        var (status, problem) = await InMemoryApp.Read(await _app.Get<Functions.Capture.CaptureHandler>().Handle(context.Request, default));

        Assert.Equal((400, "LS-EVENT-023", "/type"), (status, problem.GetProperty("code").GetString(), problem.GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }

    private async Task<string> Clicked()
    {
        await _app.Publish(ClickModel.Yaml);
        await _app.Send(Sent.Event(Ann, "email.clicked"));
        return await Key();
    }

    private async Task<string> Key() => (await _app.Timeline(Ann)).Body.GetProperty("entries").EnumerateArray()
        .First(static entry => entry.GetProperty("kind").GetString() == "event").GetProperty("key").GetString()!;

    private static (int, string?) Refusal((int Status, System.Text.Json.JsonElement Body) answer) => (answer.Status, answer.Body.GetProperty("code").GetString());
}
