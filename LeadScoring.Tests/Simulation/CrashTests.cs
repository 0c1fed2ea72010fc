namespace LeadScoring.Tests.Simulation;

/// <summary>A process dies at every single call of a short history, before and after the call takes effect; its successors end at the same place.</summary>
public sealed class CrashTests
{
    private static readonly string[] Bodies =
    [
        Stories.Body(Stories.Hot("ann@acme.example", World.Start).Append(Stories.ContactUs("bob@acme.example", World.Start))),
        Stories.Body(Stories.Hot("ann@acme.example", World.Start).Append(Stories.ContactUs("sue@rival.example", World.Start))),
    ];

    [Fact]
    public Task Wherever_a_process_dies_every_event_counts_once_and_every_decision_is_published() => History.SameWhereverAProcessDies(
        static world => world.Publish(Stories.Model, Stories.Yaml),
        [
            .. Bodies.SelectMany<string, Func<World, Task>>(static body =>
            [
                async world => Assert.Equal(202, await world.Capture(body)),
                static world => world.Settle(),
            ]),
        ],
        leastCalls: 15);
}
