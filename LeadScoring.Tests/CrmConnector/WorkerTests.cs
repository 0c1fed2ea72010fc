using LeadScoring.CrmConnector;
using LeadScoring.CrmConnector.Feedback;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.CrmConnector;

/// <summary>The two loops, on a clock that stands still until a test moves it.</summary>
public sealed class WorkerTests : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private readonly Connector _connector = new();

    public void Dispose() => _connector.Dispose();

    [Fact]
    public async Task Outcomes_are_looked_for_at_every_poll()
    {
        await _connector.Take(Messages.Body("lead.qualified", 1));
        using var worker = new FeedbackWorker(_connector.Outcomes, Poll, _connector.Clock, new Connector.Said<FeedbackWorker>(_connector.Log));
        await worker.StartAsync(default);
        await Eventually.True(() => _connector.Clock.NextTimer is not null);
        _connector.Edit("outcome", "accepted");

        Assert.Empty(_connector.App.Sent);
        _connector.Clock.Advance(Poll);

        await Eventually.True(() => _connector.Clock.NextTimer is not null && _connector.Row()["last_outcome"] == "accepted");
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task An_app_that_is_away_is_asked_less_and_less_often()
    {
        await _connector.Take(Messages.Body("lead.qualified", 1));
        _connector.App.Answer = static _ => new FeedbackAnswer.Later("the app does not answer", null);
        _connector.Edit("outcome", "accepted");
        using var worker = new FeedbackWorker(_connector.Outcomes, Poll, _connector.Clock, new Connector.Said<FeedbackWorker>(_connector.Log));
        await worker.StartAsync(default);

        foreach (var pause in (int[])[4, 8, 16, 32, 60, 60])
        {
            await Eventually.True(() => _connector.Clock.NextTimer is not null);
            Assert.Equal(TimeSpan.FromSeconds(pause), _connector.Clock.NextTimer - _connector.Clock.GetUtcNow());
            _connector.Clock.MoveTo(_connector.Clock.NextTimer!.Value);
        }

        await worker.StopAsync(default);
    }

    [Fact]
    public async Task Messages_wait_for_a_file_that_is_open_and_it_is_said_once()
    {
        var mark = Path.Combine(Path.GetDirectoryName(_connector.File)!, ".~lock.crm.csv#");
        await File.WriteAllTextAsync(mark, "");
        _connector.Source.Send(Messages.Body("lead.qualified", 1));
        using var worker = new MessageWorker(_connector.Handler, _connector.Clock, new Connector.Said<MessageWorker>(_connector.Log));
        await worker.StartAsync(default);
        for (var i = 0; i < 3; i++)
        {
            await Eventually.True(() => _connector.Clock.NextTimer is not null);
            Assert.Equal(TimeSpan.FromSeconds(1), _connector.Clock.NextTimer - _connector.Clock.GetUtcNow());
            _connector.Clock.MoveTo(_connector.Clock.NextTimer!.Value);
        }

        Assert.StartsWith("9003 Messages wait: ", Assert.Single(_connector.Log), StringComparison.Ordinal);
        Assert.Equal(0, _connector.Source.Abandoned);
        await Eventually.True(() => _connector.Clock.NextTimer is not null);
        File.Delete(mark);
        _connector.Clock.MoveTo(_connector.Clock.NextTimer!.Value);

        await Eventually.True(() => _connector.Source.Empty);
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task No_log_holds_an_address_or_anything_that_people_wrote()
    {
        await _connector.Take(
            Messages.Body("lead.qualified", 1),
            BinaryData.FromString("ann@acme.example wrote this"),
            Messages.Body("lead.ann@acme.example", 2),
            Messages.Body("lead.erased", 3, Messages.Bob, model: null));
        _connector.Edit("outcome", "ann@acme.example");
        await _connector.Look();
        _connector.Edit("outcome", "lost");
        _connector.Edit("outcome_reason", "Acme went bankrupt");
        await _connector.Look();

        Assert.True(_connector.Log.Count >= 6);
        Assert.All(_connector.Log, static line =>
        {
            Assert.DoesNotContain("@", line, StringComparison.Ordinal);
            Assert.DoesNotContain("acme", line, StringComparison.OrdinalIgnoreCase);
        });
    }
}
