using LeadScoring.Local.ServiceBus.Topic;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.ServiceBus.Topic;

public sealed class BusTopicTests : IDisposable
{
    private readonly BusTopic _topic = new(new BusOptions(), TimeProvider.System);
    private readonly BusPlace _place;

    public BusTopicTests()
    {
        _place = _topic.Find(TestBus.Subscription, deadLetters: false)!;
        _topic.Publish(new SentMessage("a1", "a", "lead.qualified", null, [], _topic.Now));
    }

    public void Dispose() => _topic.Dispose();

    [Fact]
    public void A_receiver_that_has_left_a_session_takes_nothing_from_it()
    {
        var (gone, next) = (new object(), new object());
        Assert.Equal("a", _topic.Hold(_place, null, gone));

        _topic.Leave(_place, gone, expired: false);

        Assert.Empty(_topic.Take(_place, "a", gone, 1, completes: false));
        Assert.Equal("a", _topic.Hold(_place, null, next));
        Assert.Equal("a1", Assert.Single(_topic.Take(_place, "a", next, 1, completes: false)).Sent.MessageId);
    }

    [Fact]
    public void What_was_taken_before_leaving_is_free_at_once()
    {
        var (gone, next) = (new object(), new object());
        _topic.Hold(_place, null, gone);
        Assert.Single(_topic.Take(_place, "a", gone, 1, completes: false));

        _topic.Leave(_place, gone, expired: false);

        Assert.Equal("a", _topic.Hold(_place, null, next));
        Assert.Single(_topic.Take(_place, "a", next, 1, completes: false));
    }
}
