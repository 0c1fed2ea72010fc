using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Health;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Health;

public sealed class HealthTests
{
    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task The_open_check_looks_at_nothing_else()
    {
        var (status, body) = await InMemoryApp.Read(_app.Get<HealthHandler>().Live(new QueryCollection()));

        Assert.Equal((200, "live"), (status, body.GetProperty("status").GetString()));
        Assert.Equal(0, _app.Operations.Total);
    }

    [Fact]
    public async Task The_open_check_points_to_the_deep_one()
    {
        var (status, body) = await InMemoryApp.Ask(query => Task.FromResult(_app.Get<HealthHandler>().Live(query)), "?deep");

        Assert.Equal((400, "LS-HEALTH-001"), (status, body.GetProperty("code").GetString()));
        Assert.Contains("/api/v1/health/deep", body.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_well_app_is_healthy_and_says_what_was_looked_at()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Pricing("ann@acme.example"));

        var (status, body) = await Deep();

        Assert.Equal((200, "healthy"), (status, body.GetProperty("status").GetString()));
        Assert.Equal(
            [
                "storage", "models", "reviews", "queue:lead-rescore", "queue:lead-sweep", "queue:lead-rebuild", "queue:lead-report", "poison:lead-rescore", "poison:lead-sweep",
                "poison:lead-rebuild", "poison:lead-report", "parked-leads", "parked-messages", "topic", "night", "sources", "tracker", "access",
            ],
            body.GetProperty("checks").EnumerateArray().Select(static check => check.GetProperty("name").GetString()!));
        Assert.All(body.GetProperty("checks").EnumerateArray(), static check => Assert.False(check.TryGetProperty("fix", out _)));
    }

    [Fact]
    public async Task Without_a_model_nothing_is_scored_and_health_says_so() => Assert.Equal("degraded", Status(await Deep(), "models"));

    [Fact]
    public async Task A_parked_lead_is_found_with_its_code_and_what_to_do()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Get<ParkedStore>().Park(new ParkedLead(_app.IdOf("ann@acme.example"), "LS-LEAD-001", "broken", 5, InMemoryApp.Start), default);

        var answer = await Deep();
        var check = Check(answer, "parked-leads");

        Assert.Equal((200, "degraded"), (answer.Status, answer.Body.GetProperty("status").GetString()));
        Assert.Contains("1 with LS-LEAD-001", check.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("docs/errors", check.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poisoned_message_is_found()
    {
        await _app.Queues.Send(QueueNames.Sweep, BinaryData.FromString("?"), TimeSpan.Zero, default);
        await _app.Queues.Poison(QueueNames.Sweep, Assert.Single(await _app.Queues.Receive(QueueNames.Sweep, 1, TimeSpan.FromMinutes(1))));

        var answer = await Deep();

        Assert.Equal("degraded", Status(answer, "poison:lead-sweep"));
        Assert.Equal("healthy", Status(answer, "poison:lead-rescore"));
    }

    [Theory]
    [InlineData(26, "healthy")]
    [InlineData(27, "degraded")]
    public async Task A_night_that_did_not_come_is_found(int hours, string status)
    {
        Assert.Equal("healthy", Status(await Deep(), "night"));
        await _app.Get<SweepHandler>().Start(default);
        _app.Clock.Advance(TimeSpan.FromHours(hours));

        Assert.Equal(status, Status(await Deep(), "night"));
    }

    [Theory]
    [InlineData(26, "healthy")]
    [InlineData(27, "degraded")]
    public async Task A_first_night_that_does_not_come_is_found_too(int hours, string status)
    {
        await _app.Publish(CrmModel.Yaml);
        _app.Clock.Advance(TimeSpan.FromHours(hours));

        Assert.Equal(status, Status(await Deep(), "night"));
    }

    [Fact]
    public async Task Storage_that_does_not_answer_makes_the_app_unhealthy_and_hides_no_other_finding()
    {
        await _app.Publish(CrmModel.Yaml);
        await Deep();
        _app.Operations.Before = static operation => operation.Kind is OperationKind.Read or OperationKind.Find ? throw new IOException("reset") : Task.CompletedTask;

        var answer = await Deep();

        Assert.Equal((503, "unhealthy"), (answer.Status, answer.Body.GetProperty("status").GetString()));
        Assert.Equal("unhealthy", Status(answer, "storage"));
        Assert.Equal("healthy", Status(answer, "queue:lead-rescore"));
        Assert.DoesNotContain("reset", answer.Body.GetRawText(), StringComparison.Ordinal);
    }

    private async Task<(int Status, JsonElement Body)> Deep() => await InMemoryApp.Read(await _app.Get<HealthHandler>().Deep(default));

    private static string Status((int Status, JsonElement Body) answer, string name) => Check(answer, name).GetProperty("status").GetString()!;

    private static JsonElement Check((int Status, JsonElement Body) answer, string name) =>
        answer.Body.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == name);
}
