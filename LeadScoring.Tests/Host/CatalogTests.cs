using LeadScoring.Domain.Leads;
using LeadScoring.Local.Files;
using LeadScoring.Local.Host;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.Host;

public sealed class CatalogTests
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder().AddInMemoryCollection([new("queue", "q")]).Build();

    [Fact]
    public void Functions_are_found_by_their_attributes_in_the_order_of_their_names()
    {
        var functions = FunctionCatalog.Read([typeof(Pages), typeof(Listener), typeof(Timers)], Settings);

        Assert.Equal(["Broken", "Lead", "Listen", "Open", "Special", "Yearly"], functions.Select(function => function.Name));
        Assert.Equal("q", functions.OfType<Function.Queue>().Single().QueueName);
    }

    [Theory]
    [InlineData(typeof(AsyncVoid), "async void")]
    [InlineData(typeof(StrangeParameter), "parameter 'number' of type Int32")]
    [InlineData(typeof(NoSuchRouteValue), "parameter 'other' of type String")]
    [InlineData(typeof(NoTrigger), "no HTTP, queue or timer trigger")]
    [InlineData(typeof(MissingSetting), "names the setting nowhere")]
    public void What_cannot_be_hosted_is_refused_at_start(Type type, string problem)
    {
        var refused = Assert.Throws<StartException>(() => FunctionCatalog.Read([type], Settings));

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.Contains(type.Name, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_taken_once() =>
        Assert.Contains("used by", Assert.Throws<StartException>(() => FunctionCatalog.Read([typeof(Listener), typeof(SameName)], Settings)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0 0 1 * * *", "2026-03-01T01:00:00", "2026-03-02T01:00:00")]
    [InlineData("0 0 1 * * *", "2026-03-01T00:59:59", "2026-03-01T01:00:00")]
    [InlineData("0 */15 * * * *", "2026-03-01T00:07:03", "2026-03-01T00:15:00")]
    [InlineData("*/5 * * * *", "2026-03-01T00:07:03", "2026-03-01T00:10:00")]
    public void Timers_are_due_as_their_expressions_say(string expression, string after, string due)
    {
        var timer = new Function.Timer("T", typeof(Timers).GetMethod(nameof(Timers.Yearly))!, expression, RunOnStartup: false);

        Assert.Equal(DateTime.Parse(due, System.Globalization.CultureInfo.InvariantCulture), TimerSchedule.Parse(timer).GetNextOccurrence(DateTime.Parse(after, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_schedule_that_is_none_is_refused_with_an_example()
    {
        var timer = new Function.Timer("T", typeof(Timers).GetMethod(nameof(Timers.Yearly))!, "nightly", RunOnStartup: false);

        Assert.Contains("0 0 1 * * *", Assert.Throws<StartException>(() => TimerSchedule.Parse(timer)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batchSize", "0")]
    [InlineData("batchSize", "33")]
    [InlineData("maxDequeueCount", "many")]
    [InlineData("visibilityTimeout", "-00:00:01")]
    [InlineData("visibilityTimeout", "7.00:00:01")]
    [InlineData("messageEncoding", "none")]
    public void A_bad_queue_setting_is_named_with_its_value(string name, string value)
    {
        var file = new ConfigurationBuilder().AddInMemoryCollection([new("extensions:queues:" + name, value)]).Build();

        var problem = Assert.Throws<StartException>(() => HostJson.Read(file, Settings));

        Assert.Contains(name, problem.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_host_json_are_read_and_overridden_as_in_the_functions_host()
    {
        var file = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json")).Build();
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("AzureFunctionsJobHost:extensions:queues:maxDequeueCount", "3")]).Build();

        var host = HostJson.Read(file, settings);

        Assert.Equal((16, 8, 3, TimeSpan.FromSeconds(30)), (host.BatchSize, host.NewBatchThreshold, host.MaxDequeueCount, host.VisibilityTimeout));
    }

    private sealed class AsyncVoid
    {
#pragma warning disable MA0155, AZFW0002 // The very mistake that is refused.
        [Function("A")]
        public static async void Run([QueueTrigger("q")] string text) => await Task.FromResult(text);
#pragma warning restore MA0155, AZFW0002
    }

    private sealed class StrangeParameter
    {
        [Function("A")]
        public static void Run([QueueTrigger("q")] string text, int number) => _ = text + number;
    }

    private sealed class NoSuchRouteValue
    {
        [Function("A")]
        public static void Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "x/{lead}")] HttpRequest request, string other) => _ = request.Path + other;
    }

    private sealed class NoTrigger
    {
        [Function("A")]
        public static void Run(string text) => _ = text;
    }

    private sealed class MissingSetting
    {
        [Function("A")]
        public static void Run([QueueTrigger("%nowhere%")] string text) => _ = text;
    }

    private sealed class SameName
    {
        [Function("Listen")]
        public static void Run([QueueTrigger("q")] string text) => _ = text;
    }
}
