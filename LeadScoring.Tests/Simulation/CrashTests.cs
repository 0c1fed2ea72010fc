using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Simulation;

/// <summary>A process dies at every single call of a short history, before and after the call takes effect; its successors end at the same place.</summary>
[Needs(Need.Time)]
public sealed class CrashTests
{
    private const string Ann = "ann@acme.example";

    private static readonly string[] Bodies =
    [
        Stories.Body(Stories.Hot("ann@acme.example", World.Start).Append(Stories.ContactUs("bob@acme.example", World.Start))),
        Stories.Body(Stories.Hot("ann@acme.example", World.Start).Append(Stories.ContactUs("sue@rival.example", World.Start))),
    ];

    [Fact]
    public Task A_crash_at_any_step_loses_no_event_and_no_decision() => History.SameWhereverAProcessDies(
        static world => world.Publish(Stories.Model, Stories.Yaml),
        [
            .. Bodies.SelectMany<string, Func<World, Task>>(static body =>
            [
                async world => Assert.Equal(202, await world.Capture(body)),
                static world => world.Settle(),
            ]),
        ],
        leastCalls: 15);

    [Fact]
    public Task A_crash_at_any_step_never_lets_clicks_of_a_scanner_count() => History.SameWhereverAProcessDies(
        static world => world.Publish("crm", ClickModel.Yaml),
        [
            // A visit and two clicks make her hot.
            async world => Assert.Equal(202, await world.Capture(Stories.Body(Clicks(0, 2).Prepend(
                Stories.Event("visit", Ann, "page.viewed", World.Start.AddHours(-1), """, "properties": { "path": "/pricing" }, "profile": { "jobTitle": "VP" }"""))))),
            static world => world.Settle(),
            // The third makes all of them suspected, when two of them are counted already: she comes back.
            async world => Assert.Equal(202, await world.Capture(Stories.Body(Clicks(2, 2)))),
            static world => world.Settle(),
            async world => Assert.Equal(202, await world.Count(Ann, EventIds.Of("api", "click-0"))),
            static world => world.Settle(),
        ],
        leastCalls: 30);

    private static IEnumerable<string> Clicks(int from, int count) => Enumerable.Range(from, count)
        .Select(static i => Stories.Event($"click-{i}", Ann, "email.clicked", World.Start.AddMinutes(-1).AddMilliseconds(i * 100), $$""", "properties": { "url": "https://acme.example/{{i}}" }"""));
}
