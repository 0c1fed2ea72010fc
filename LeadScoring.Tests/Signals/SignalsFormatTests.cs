using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Signals.States;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Signals;

/// <summary>The stored form of signals. Schema 1 is read for ever: these bytes never change.</summary>
public sealed class SignalsFormatTests
{
    private const string Rules = """
        - { rule: visit, category: website, on: page.viewed, points: 2, perDay: 2, within: 90d }
        - { rule: paper, category: website, on: asset.downloaded, points: 3, count: { distinct: asset } }
        - { rule: seconds, category: website, on: page.viewed, bands: { of: { sum: seconds }, steps: [ { atLeast: 60, points: 1 } ] } }
        - { rule: reads, category: website, on: asset.downloaded, bands: { of: { distinct: asset }, within: 30d, steps: [ { atLeast: 2, points: 1 } ] } }
        - { rule: total, category: website, on: page.viewed, bands: { of: count, steps: [ { atLeast: 2, points: 1 } ] } }
        - { rule: quiet, category: website, silence: { of: email.opened, steps: [ { for: 10d, points: -1 } ] } }
        """;

    /// <summary>Written by the first version.</summary>
    private const string SchemaOne = "0141D01557FDD4FCD7070690B502781A06C2B50258124802004702FEB602010001022D0132676145694D53775630377A3568417A3833722B426C6766556638555732647369594A42747251367157733DB0B602054755494445FAB6020180B70203050B318C114A4801141695450801054755494445FAB60201FAB602010180B7020372073814";

    [Fact]
    public void Bytes_of_schema_one_never_change()
    {
        var model = Examples.Model(Rules);

        Assert.Equal(SchemaOne, Convert.ToHexString(Signals(model).ToBytes()));
        Assert.Equal(SchemaOne, Convert.ToHexString(LeadSignals.FromBytes(Convert.FromHexString(SchemaOne), model).ToBytes()));
    }

    [Fact]
    public void Every_damaged_byte_is_noticed()
    {
        var model = Examples.Model(Rules);
        var bytes = Signals(model).ToBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var damaged = bytes.ToArray();
                damaged[i] ^= (byte)(1 << bit);
                Assert.Throws<SignalsFormatException>(() => LeadSignals.FromBytes(damaged, model));
            }

            Assert.Throws<SignalsFormatException>(() => LeadSignals.FromBytes(bytes.AsSpan(0, i), model));
        }
    }

    [Fact]
    public void Bytes_that_make_no_sense_but_have_a_right_checksum_are_refused()
    {
        var model = Examples.Model(Rules);
        var bytes = Signals(model).ToBytes();
        var random = new Random(1);
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var changed = bytes.AsSpan(0, bytes.Length - 4).ToArray();
            for (var j = random.Next(1, 5); j > 0; j--)
                changed[random.Next(9, changed.Length)] = (byte)random.Next(256);
            byte[] signed = [.. changed, .. BitConverter.GetBytes(SignalsWriter.Checksum(changed))];
            try
            {
                LeadSignals.FromBytes(signed, model);
            }
            catch (SignalsFormatException)
            {
                refused++;
            }
        }

        Assert.True(refused > 1000, $"{refused} refused");
    }

    [Fact]
    public void A_newer_schema_says_that_it_is_newer()
    {
        var refused = Assert.Throws<SignalsFormatException>(() => LeadSignals.FromBytes([2, 0, 0, 0, 0, 0], Examples.Model(Rules)));

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Signals_of_another_rule_set_are_refused()
    {
        var other = Examples.Model(Rules.Replace("within: 90d", "within: 91d", StringComparison.Ordinal));

        var refused = Assert.Throws<SignalsFormatException>(() => LeadSignals.FromBytes(Signals(Examples.Model(Rules)).ToBytes(), other));

        Assert.Contains("another model", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_and_decay_may_change_without_a_rebuild_of_signals()
    {
        var model = Examples.Model(Rules.Replace("atLeast: 60, points: 1", "atLeast: 70, points: 5", StringComparison.Ordinal));

        Assert.Equal(SchemaOne, Convert.ToHexString(LeadSignals.FromBytes(Convert.FromHexString(SchemaOne), model).ToBytes()));
    }

    [Fact]
    public void Signals_join_only_signals_of_an_equal_rule_set()
    {
        var (model, again) = (Examples.Model(Rules), Examples.Model(Rules));
        var other = Examples.Model("- { rule: visit, category: website, on: page.viewed, points: 2 }");
        var signals = Signals(model);
        signals.Join(Signals(again));

        Assert.Equal(14, signals.Events);
        Assert.Contains(new Evaluator(again).Explain(signals, LeadProfile.Empty, Examples.Today).Ledger, line => line is { Rule: "visit", Matches: 4 });
        Assert.Throws<ArgumentException>(() => signals.Join(Signals(other)));
        Assert.Throws<ArgumentException>(() => new Evaluator(other).Explain(signals, LeadProfile.Empty, Examples.Today));
    }

    [Fact]
    public void Size_follows_days_and_values_not_events()
    {
        var model = Examples.Model(Rules);
        int SizeAfter(int times)
        {
            var signals = new LeadSignals(model);
            for (var i = 0; i < times; i++)
            {
                signals.Apply(Examples.Event("page.viewed", i % 60, ("seconds", "0.5")));
                signals.Apply(Examples.Event("asset.downloaded", i % 60, ("asset", $"a{i % 9}")));
            }

            return signals.ToBytes().Length;
        }

        Assert.InRange(SizeAfter(60_000) - SizeAfter(600), 0, 90);
    }

    private static LeadSignals Signals(ScoringModel model) => FoldedLead.Fold(
        model,
        [
            Examples.Event("page.viewed", 0, ("seconds", "12.5")),
            Examples.Event("page.viewed", 1, ("seconds", "99999999999999999999.00001")),
            Examples.Event("page.viewed", 95, ("seconds", "n/a")),
            Examples.Event("asset.downloaded", 3, ("asset", "Guide")),
            Examples.Event("asset.downloaded", 40, ("asset", new string('x', 65))),
            Examples.Event("email.opened", 50),
            Examples.Event("email.unsubscribed", 120),
        ],
        Examples.Today).Signals;
}
