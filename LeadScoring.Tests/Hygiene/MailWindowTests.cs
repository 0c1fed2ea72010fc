using System.Collections.Immutable;
using System.Text.Json;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Tests.Hygiene;

/// <summary>What the window says without the log is what the log says; where it cannot tell, it says so.</summary>
public sealed class MailWindowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    [Needs(Need.Time)]
    public void The_mail_window_agrees_with_the_log_or_asks_the_log()
    {
        int asked = 0, steps = 0, suspected = 0;
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var events = SomeMail.Make(random, random.Next(1, 90), seconds: random.Next(2) == 0 ? 30 : 3000);
            if (random.Next(3) == 0)
                random.Shuffle(events);

            var log = new List<KeyValuePair<string, LeadEvent>>();
            var counted = new HashSet<string>(StringComparer.Ordinal);
            var window = MailWindow.Empty;
            for (var at = 0; at < events.Length; steps++)
            {
                var batch = events.Skip(at).Take(random.Next(1, 12)).ToList();
                at += batch.Count;
                log.AddRange(batch);
                var screening = window.Take(batch);
                counted.UnionWith(batch.Select(static e => e.Key).Where(key => !screening.SuspectedKeys.Contains(key)));
                window = screening.After;
                var expected = Counted(log);
                if (screening.ChangesPast)
                {
                    asked++;
                    (window, counted) = (FromLog(log), expected);
                }

                suspected += log.Count - expected.Count;
                Assert.True(expected.SetEquals(counted), $"Seed {seed}, after {at} events: {string.Join(' ', expected.Except(counted))} / {string.Join(' ', counted.Except(expected))}");
                Assert.True(Text(FromLog(log)) == Text(window), $"Seed {seed}, after {at} events: the window differs");
            }
        }

        Assert.True(suspected > steps, "there is little to doubt");
        Assert.InRange(asked, steps / 20, steps * 9 / 10);
    }

    [Fact]
    public void A_lead_that_reads_newsletters_now_and_then_never_needs_the_log()
    {
        var window = MailWindow.Empty;
        for (var i = 0; i < 300; i++)
        {
            var at = Noon.AddDays(i / 3).AddMinutes(i % 3 * 10);
            var screening = window.Take([SomeMail.Event($"k{i:000}", at, (i % 3) switch { 0 => "email.delivered", 1 => "email.opened", _ => "email.clicked" }, ("message", $"m{i / 3}"), ("url", "https://acme.example/news"))]);
            Assert.False(screening.ChangesPast, $"event {i}");
            window = screening.After;
        }

        Assert.Equal(MailWindow.Most, window.Mail.Length);
    }

    [Theory]
    [InlineData(124_000, true)]
    [InlineData(124_001, false)]
    public void An_event_near_the_edge_of_the_mail_window_is_checked_in_the_log(int millisecondsAfterEdge, bool asks)
    {
        var window = MailWindow.Of([], Noon, hasVerdicts: false, spoken: []);

        Assert.Equal(asks, window.Take([SomeMail.Event("k", Noon.AddMilliseconds(millisecondsAfterEdge), "email.clicked", ("url", "https://acme.example/1"))]).ChangesPast);
    }

    [Fact]
    public void Events_other_than_mail_leave_the_mail_window_unchanged()
    {
        var screening = MailWindow.Unknown.Take([SomeMail.Event("k", Noon, "page.viewed", ("url", "https://acme.example/1"))]);

        Assert.Same(MailWindow.Unknown, screening.After);
        Assert.False(screening.ChangesPast);
    }

    [Fact]
    public void The_first_click_checks_the_log_of_a_lead_that_was_never_checked()
    {
        Assert.True(MailWindow.Unknown.Take([SomeMail.Event("k", Noon, "email.clicked", ("message", "m"))]).ChangesPast);
    }

    [Fact]
    public void The_mail_window_is_bounded_and_survives_storage()
    {
        var long32 = new string('x', 32_000);
        var window = MailWindow.Empty;
        for (var i = 0; i < 100; i++)
            window = window.Take([SomeMail.Event(new string((char)('a' + i % 26), 32), Noon.AddMinutes(i), "email.clicked", ("message", long32 + i), ("url", long32 + i), ("links", "999"), ("userAgent", long32))]).After;

        var stored = JsonSerializer.SerializeToUtf8Bytes(new LeadState { Mail = window }, StorageJson.Default.LeadState);
        var read = JsonSerializer.Deserialize(stored, StorageJson.Default.LeadState)!.Mail!;

        Assert.InRange(stored.Length, 1, 8 * 1024);
        Assert.Equal(window.Mail.AsEnumerable(), read.Mail.AsEnumerable());
        Assert.Equal((window.Since, window.HasVerdicts), (read.Since, read.HasVerdicts));
        Assert.Equal([], read.Spoken!.Value.AsEnumerable());
    }

    [Fact]
    public void Of_too_many_words_only_the_log_knows_what_they_are_about()
    {
        var window = MailWindow.Empty.Take([Word(0), SomeMail.Event("k", Noon, "page.viewed")]).After;
        Assert.Equal(["s000"], window.Spoken!.Value.AsEnumerable());
        Assert.False(window.Take([SomeMail.Event("s001", Noon, "page.viewed")]).ChangesPast);
        Assert.True(window.Take([SomeMail.Event("s000", Noon, "page.viewed")]).ChangesPast);

        for (var i = 0; i <= MailWindow.MostSpoken; i++)
            window = window.Take([Word(i)]).After;

        Assert.Null(window.Spoken);
        Assert.True(window.Take([SomeMail.Event("any", Noon, "page.viewed")]).ChangesPast);

        static KeyValuePair<string, LeadEvent> Word(int i) => SomeMail.Event($"w{i:000}", Noon.AddSeconds(i), "system.counted", ("event", $"s{i:000}"), ("counts", "false"));
    }

    private static HashSet<string> Counted(List<KeyValuePair<string, LeadEvent>> log)
    {
        var suspected = SuspicionFinder.Find(log);
        return [.. log.Select(static e => e.Key).Where(key => !suspected.TryGetValue(key, out var suspect) || suspect.IsOverruled)];
    }

    private static MailWindow FromLog(List<KeyValuePair<string, LeadEvent>> log)
    {
        var mail = new MailLog();
        foreach (var (key, e) in log)
            mail.Add(key, e);
        return mail.Window(mail.FindSuspected());
    }

    private static string Text(MailWindow window) => $"{window.Since:O} {window.HasVerdicts} {string.Join(',', window.Spoken ?? ["unknown"])} {string.Join(' ', window.Mail.Select(static e => $"{e.Mail.Key}:{e.Counts}"))}";
}
