using System.Reflection;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Tests.Infra;

/// <summary>Alerts speak of what there is, and say where to read on.</summary>
[Needs(Need.Processes)]
public sealed class AlertTests
{
    private static readonly BicepFile Alerts = Template.Committed.Module("alerts");

    /// <summary>The alerts of the template: name and description.</summary>
    public static IReadOnlyDictionary<string, string> Descriptions { get; } = Alerts.Var("rules").EnumerateArray()
        .Select(static rule => (Name: rule.At("name").GetString()!, Description: rule.At("description").GetString()!))
        .Append((Alerts.Find("deadLetters").Body.At("name").GetString()!, Alerts.Find("deadLetters").Body.At("properties/description").GetString()!))
        .ToDictionary(static alert => alert.Item1, static alert => alert.Item2, StringComparer.Ordinal);

    public static TheoryData<string> Names() => [.. Descriptions.Keys];

    [Fact]
    public void The_names_of_alerts_never_change() =>
        Assert.Equal(
            ["capture-failures", "dead-letters", "night-missed", "outbox-age", "parked-leads", "poison-messages", "tracker-flood", "unauthorized-rate"],
            Descriptions.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_alert_links_to_its_section_of_the_runbook(string alert) =>
        Assert.EndsWith($"What to do: docs/operations/runbook.md#{alert}", Descriptions[alert], StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_runbook_has_a_section_for_each_alert(string alert)
    {
        var runbook = Checkout.PathOf("docs/operations/runbook.md");

        Assert.True(File.Exists(runbook), "docs/operations/runbook.md is missing.");
        Assert.Contains(File.ReadLines(runbook), line => line.TrimStart('#') == $" {alert}" && line.StartsWith('#'));
    }

    [Fact]
    public void An_alert_covers_at_least_the_time_between_two_evaluations()
    {
        Assert.All(Alerts.Var("rules").EnumerateArray(), static rule =>
        {
            Assert.InRange(rule.At("severity").GetInt32(), 0, 4);
            Assert.True(Span(rule.At("window")) >= Span(rule.At("frequency")), rule.At("name").GetString());
        });

        static TimeSpan Span(JsonElement text) => System.Xml.XmlConvert.ToTimeSpan(text.GetString()!);
    }

    [Fact]
    public void Each_dimension_of_an_alert_is_a_column_of_its_query()
    {
        foreach (var rule in Alerts.Var("rules").EnumerateArray())
        {
            var query = Query(rule);
            Assert.All(rule.At("dimensions").Texts(), dimension => Assert.Contains(dimension, query, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_alert_reaches_the_operators()
    {
        Assert.Equal("operators.id", Alerts.Find("queryAlerts").Body.At("properties/actions/actionGroups")[0].Shown());
        Assert.Equal("operators.id", Alerts.Find("deadLetters").Body.At("properties/actions")[0].At("actionGroupId").Shown());
    }

    [Fact]
    public void The_alert_on_captures_names_functions_and_routes_of_the_app()
    {
        var query = Alerts.Var("captureFailures").GetString()!;
        using var host = JsonDocument.Parse(Checkout.Text("host.json"));
        var prefix = host.RootElement.At("extensions/http/routePrefix").GetString()!;

        foreach (var door in new[] { "CaptureEvents", "CaptureWebhook", "TrackVisit" })
        {
            var route = RouteOf(door);
            var path = (prefix.Length > 0 ? prefix + "/" : "") + route.Split('{')[0];
            Assert.Contains($"Name == '{door}' or OperationName == '{door}' or Path {(route.Contains('{', StringComparison.Ordinal) ? "startswith" : "==")} '{path}', '{door}'", query, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_number_of_attempts_is_that_of_the_host()
    {
        using var host = JsonDocument.Parse(Checkout.Text("host.json"));

        Assert.Equal(5, host.RootElement.At("extensions/queues/maxDequeueCount").GetInt32());
        Assert.Contains("failed five times", Descriptions["poison-messages"], StringComparison.Ordinal);
        Assert.Contains("fail ten times", Descriptions["dead-letters"], StringComparison.Ordinal);
    }

    [Fact]
    public void Dead_letters_are_counted_per_topic()
    {
        var criterion = Alerts.Find("deadLetters").Body.At("properties/criteria/allOf")[0];

        Assert.Equal(("DeadletteredMessages", "EntityName"), (criterion.At("metricName").GetString(), criterion.At("dimensions")[0].At("name").GetString()));
    }

    /// <summary>The text of a rule's query.</summary>
    internal static string Query(JsonElement rule) => Alerts.Var(rule.At("query").Shown()).GetString()!;

    private static string RouteOf(string function) => typeof(Registration).Assembly.GetTypes()
        .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Single(method => method.GetCustomAttribute<FunctionAttribute>()?.Name == function)
        .GetParameters().Select(static parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().Single().Route!;
}
