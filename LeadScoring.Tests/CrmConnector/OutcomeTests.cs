using LeadScoring.CrmConnector.Feedback;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.CrmConnector;

public sealed class OutcomeTests : IAsyncLifetime, IDisposable
{
    private readonly Connector _connector = new();

    public Task InitializeAsync() => _connector.Take(Messages.Body("lead.qualified", 1), Messages.Body("lead.qualified", 1, Messages.Bob));

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _connector.Dispose();

    [Fact]
    public async Task An_outcome_is_sent_and_its_cells_are_cleared()
    {
        _connector.Edit("outcome", " Won ");
        _connector.Edit("outcome_amount", "12000,50");
        _connector.Edit("outcome_reason", "best price");
        _connector.Edit("outcome_by", "Sam");

        await _connector.Look();

        var sent = Assert.Single(_connector.App.Sent);
        Assert.Equal((Messages.Ann, "crm-suite", "1", "won", 12000.50m, "best price", "Sam"), (sent.Lead, sent.Model, sent.Epoch, sent.Kind, sent.Number(), sent.Reason, sent.By));
        var row = _connector.Row();
        Assert.Equal(("", "", "", ""), (row["outcome"], row["outcome_amount"], row["outcome_reason"], row["outcome_by"]));
        Assert.Equal(("won", "2026-03-02T09:00:00Z", "1", ""), (row["last_outcome"], row["last_outcome_at"], row["outcome_count"], row["outcome_error"]));
        Assert.Equal("", _connector.Row(Messages.Bob)["last_outcome"]);
    }

    [Fact]
    public async Task Nothing_is_sent_where_nothing_is_written()
    {
        var text = _connector.Text;

        await _connector.Look();
        await _connector.Look();

        Assert.Empty(_connector.App.Sent);
        Assert.Equal(text, _connector.Text);
    }

    [Fact]
    public async Task Two_calls_that_failed_alike_are_two()
    {
        _connector.Edit("outcome", "attempted");
        await _connector.Look();
        _connector.Edit("outcome", "attempted");
        await _connector.Look();

        Assert.Equal(2, _connector.App.Sent.Select(static outcome => outcome.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("2", _connector.Row()["outcome_count"]);
    }

    [Fact]
    public void An_id_is_made_of_all_that_an_outcome_says()
    {
        var outcome = new Outcome("lead", "model", "1", 0, "lost", "price", "", "Sam");
        Outcome[] others =
        [
            outcome with { Lead = "lead2" }, outcome with { Model = "model2" }, outcome with { Epoch = "2" }, outcome with { Count = 1 }, outcome with { Kind = "won" },
            outcome with { Reason = "late" }, outcome with { Amount = "5" }, outcome with { By = "" }, outcome with { Reason = "pric", Amount = "e" },
            outcome with { Until = "2027-03-01" }, outcome with { Until = "2027-03-02" },
        ];

        Assert.Equal(outcome.Id, (outcome with { }).Id);
        Assert.Equal(others.Length + 1, others.Append(outcome).Select(static other => other.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Matches("^crm-[0-9a-f]{32}$", outcome.Id);
    }

    // It may have been sent under that id before there was a cell for the day.
    [Fact]
    public void An_outcome_without_a_day_keeps_its_id() =>
        Assert.Equal("crm-a3f7185ca43e907eec46ac8da76023cd", new Outcome("lead", "model", "1", 0, "lost", "price", "", "Sam").Id);

    [Fact]
    public async Task A_postponed_lead_goes_with_its_day()
    {
        _connector.Edit("outcome", "postponed");
        await _connector.Look();
        Assert.Empty(_connector.App.Sent);
        Assert.Contains("Fix: write it into outcome_until", _connector.Row()["outcome_error"], StringComparison.Ordinal);

        _connector.Edit("outcome_until", "2027-03-01");
        await _connector.Look();

        Assert.Equal(("postponed", "2027-03-01"), (Assert.Single(_connector.App.Sent).Kind, _connector.App.Sent[0].Until));
        Assert.Equal(("", "", "", "postponed"), (_connector.Row()["outcome"], _connector.Row()["outcome_until"], _connector.Row()["outcome_error"], _connector.Row()["last_outcome"]));
    }

    [Fact]
    public async Task A_refused_outcome_stays_with_its_reason_until_it_is_changed()
    {
        _connector.App.Answer = static _ => new FeedbackAnswer.Refused("A deal needs an amount. Fix: write it.");
        _connector.Edit("outcome", "won");
        await _connector.Look();
        await _connector.Look();
        await _connector.Look();

        Assert.Single(_connector.App.Sent);
        Assert.Equal(("won", "A deal needs an amount. Fix: write it.", ""), (_connector.Row()["outcome"], _connector.Row()["outcome_error"], _connector.Row()["outcome_count"]));

        _connector.App.Answer = static _ => new FeedbackAnswer.Taken();
        _connector.Edit("outcome_amount", "500");
        await _connector.Look();

        Assert.Equal(("", "", "won"), (_connector.Row()["outcome"], _connector.Row()["outcome_error"], _connector.Row()["last_outcome"]));
    }

    [Theory]
    [InlineData("maybe", "", "'maybe' is not an outcome. Fix: write one of accepted, ")]
    [InlineData("won", "12.000", "'12.000' is not an amount. Fix: ")]
    [InlineData("won", "about 5", "'about 5' is not an amount. Fix: ")]
    public async Task What_is_plainly_wrong_is_said_without_asking_the_app(string kind, string amount, string error)
    {
        _connector.Edit("outcome", kind);
        _connector.Edit("outcome_amount", amount);

        await _connector.Look();

        Assert.Empty(_connector.App.Sent);
        Assert.StartsWith(error, _connector.Row()["outcome_error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_app_cannot_take_it_the_outcome_waits()
    {
        _connector.App.Answer = static _ => new FeedbackAnswer.Later("the app answered 503", TimeSpan.FromSeconds(7));
        _connector.Edit("outcome", "accepted");
        var text = _connector.Text;

        Assert.Equal(TimeSpan.FromSeconds(7), await _connector.Look());
        Assert.Equal(text, _connector.Text);

        _connector.App.Answer = static _ => new FeedbackAnswer.Taken();
        Assert.Null(await _connector.Look());

        Assert.Equal("accepted", _connector.Row()["last_outcome"]);
        Assert.Single(_connector.App.Sent.Select(static outcome => outcome.Id).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_that_never_gets_through_does_not_keep_the_others()
    {
        _connector.App.Answer = static outcome => outcome.Lead == Messages.Ann ? new FeedbackAnswer.Later("the app answered 500", null) : new FeedbackAnswer.Taken();
        _connector.Edit("outcome", "accepted");
        _connector.Edit("outcome", "accepted", Messages.Bob);

        await _connector.Look();
        await _connector.Look();

        Assert.Equal(("accepted", "accepted"), (_connector.Row()["outcome"], _connector.Row(Messages.Bob)["last_outcome"]));
    }

    [Fact]
    public async Task What_is_written_over_an_outcome_while_it_is_sent_is_the_next_one()
    {
        _connector.Edit("outcome", "attempted");
        _connector.App.Answer = _ =>
        {
            _connector.Edit("outcome", "contacted");
            return new FeedbackAnswer.Taken();
        };
        await _connector.Look();
        Assert.Equal(("attempted", "contacted"), (_connector.Row()["last_outcome"], _connector.Row()["outcome"]));

        _connector.App.Answer = static _ => new FeedbackAnswer.Taken();
        await _connector.Look();

        Assert.Equal(["attempted", "contacted"], _connector.App.Sent.Select(static outcome => outcome.Kind));
        Assert.Equal(("contacted", "", "2"), (_connector.Row()["last_outcome"], _connector.Row()["outcome"], _connector.Row()["outcome_count"]));
    }

    [Fact]
    public async Task A_message_that_opens_another_epoch_meanwhile_does_not_send_it_twice()
    {
        _connector.Edit("outcome", "attempted");
        _connector.App.Answer = _ =>
        {
            _connector.Take(Messages.Body("lead.qualified", 9, change: static data => data["epoch"] = 2)).GetAwaiter().GetResult();
            return new FeedbackAnswer.Taken();
        };
        await _connector.Look();
        await _connector.Look();

        Assert.Single(_connector.App.Sent);
        Assert.Equal(("", "2", "9"), (_connector.Row()["outcome"], _connector.Row()["epoch"], _connector.Row()["sequence"]));
    }

    [Fact]
    public async Task The_answer_about_somebody_who_was_erased_meanwhile_writes_nothing()
    {
        _connector.Edit("outcome", "attempted");
        _connector.App.Answer = _ =>
        {
            _connector.Take(Messages.Body("lead.erased", 9, model: null)).GetAwaiter().GetResult();
            return new FeedbackAnswer.Taken();
        };

        await _connector.Look();

        Assert.Equal(Messages.Bob, Assert.Single(_connector.Table.Rows).Lead);
    }
}
