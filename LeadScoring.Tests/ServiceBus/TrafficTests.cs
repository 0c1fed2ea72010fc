using LeadScoring.Local.ServiceBus;
using LeadScoring.Local.ServiceBus.Topic;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.ServiceBus;

/// <summary>What the topic promises, and that a broken promise is seen: a test that passes on a broken bus would prove nothing.</summary>
[Needs(Need.Network)]
public sealed class TrafficTests
{
    [Fact]
    public async Task Every_message_has_one_effect_in_the_order_of_its_lead() => Assert.Empty(await Findings(new BusOptions()));

    [Fact]
    public async Task A_bus_without_duplicate_detection_is_found_out() => Assert.Contains("a message had two effects", await Findings(new BusOptions { DetectsDuplicates = false }));

    [Fact]
    public async Task A_bus_that_keeps_no_order_is_found_out() => Assert.Contains("the order of a lead is broken", await Findings(new BusOptions { KeepsOrder = false }));

    [Fact]
    public async Task A_bus_that_gives_a_session_twice_is_found_out() => Assert.Contains("a lead had two receivers", await Findings(new BusOptions { LocksSessions = false }));

    private static async Task<IReadOnlyList<string>> Findings(BusOptions options)
    {
        await using var bus = new TestBus(options);
        await using var traffic = new Traffic(bus);
        try
        {
            await traffic.Run().WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (Azure.Messaging.ServiceBus.ServiceBusException) when (!options.LocksSessions || !options.KeepsOrder)
        {
            // Receivers that share a lead, or wait for one that others have, get into each other's way.
        }

        return traffic.Findings;
    }
}
