using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

using LeadScoring.Local.Demo.Leads;

namespace LeadScoring.Local.Demo.Sales;

/// <summary>
/// Made-up people who work on what sales is sent. What they do with a hand-off is settled when it is made, by the demo's seed, the lead, the model and the
/// epoch: no clock and no chance, so that an interrupted demo goes on as it would have.
/// </summary>
/// <param name="settings">Shares, reasons and names.</param>
/// <param name="demo">Tells this demo's reports from those of another one: part of their ids.</param>
/// <param name="seed">Another seed gives other fates.</param>
internal sealed class SalesDesk(SalesDeskSettings settings, string demo, int seed)
{
    /// <summary>
    /// Everything that the desk will report of a hand-off, in order of time, each later than the hand-off. Anyone who sends it looks first whether sales still has the lead:
    /// what points, rules or the used-up attempts took back is not worked on any more.
    /// </summary>
    public ImmutableArray<SalesReport> Plan(SalesLead handOff)
    {
        var random = new SeededRandom(Lot(handOff));
        var outcome = Weighted(random, settings.Outcomes);
        if (outcome == SalesOutcome.Unanswered)
            return [];

        var diary = new Diary(handOff, random.Pick(handOff.InsideSales ? settings.InsideSales : settings.Sales), demo);
        var firstTry = Accept(diary, handOff, random);
        if (outcome == SalesOutcome.Unreachable)
        {
            // A better route starts to count attempts again: there are enough for both. The app ends them.
            for (var left = 2 * (handOff.Attempts ?? 6); left > 0; left--)
                diary.Note(left % 2 == 0 ? "attempted" : "unreachable", left == 2 * (handOff.Attempts ?? 6) ? firstTry : random.Between(400, 1300));
            return diary.Reports;
        }

        if (random.Chance(35))
        {
            diary.Note("attempted", firstTry);
            firstTry = random.Between(150, 600);
        }

        diary.Note("contacted", firstTry);
        Conclude(diary, outcome, handOff, random);
        return diary.Reports;
    }

    /// <summary>Takes the lead, and says how many working minutes later somebody calls: in time, unless the desk is late or closed until then.</summary>
    private int Accept(Diary diary, SalesLead handOff, SeededRandom random)
    {
        var respondBy = (handOff.RespondBy ?? handOff.SentAt.AddDays(2)).UtcDateTime;
        if (random.Chance(settings.Late))
        {
            diary.Note("accepted", WorkingHours.Between(handOff.SentAt.UtcDateTime, respondBy) + random.Between(30, 900));
            return random.Between(10, 300);
        }

        // Long response times are not used to the full.
        var time = Math.Min(WorkingHours.Between(handOff.SentAt.UtcDateTime, respondBy) - 30, 3 * WorkingHours.Day);
        if (time < 30)
        {
            diary.Note("accepted", random.Between(5, 30));
            return random.Between(5, 30);
        }

        var taken = random.Between(10, time / 3);
        diary.Note("accepted", taken);
        return random.Between(5, time - taken);
    }

    private void Conclude(Diary diary, SalesOutcome outcome, SalesLead handOff, SeededRandom random)
    {
        switch (outcome)
        {
            case SalesOutcome.Unqualified:
                diary.Note("unqualified", random.Between(5, 600), Weighted(random, settings.UnqualifiedReasons));
                break;
            case SalesOutcome.InTalks when random.Chance(50):
                diary.Note("contacted", random.Between(3, 9) * WorkingHours.Day);
                break;
            case SalesOutcome.Qualified:
                diary.Note("qualified", random.Between(100, 4 * WorkingHours.Day));
                break;
            case SalesOutcome.Opportunity:
                diary.Note("qualified", random.Between(100, 3 * WorkingHours.Day));
                Deal(diary, handOff, random);
                break;
        }
    }

    private void Deal(Diary diary, SalesLead handOff, SeededRandom random)
    {
        var amounts = settings.Amounts;
        var worth = (handOff.Employees ?? 150) * amounts.PerEmployee * random.Between(60, 140) / 100;
        var amount = Math.Clamp(worth, amounts.Least, amounts.Most) / 500 * 500;
        diary.Note("opportunity", random.Between(2 * WorkingHours.Day, 7 * WorkingHours.Day), amount: amount, currency: amounts.Currency);
        var wait = random.Between(4 * WorkingHours.Day, 15 * WorkingHours.Day);
        switch (Weighted(random, settings.Deals))
        {
            case DealOutcome.Won:
                // Few deals close at the first price.
                diary.Note("won", wait, amount: amount * random.Between(80, 100) / 100 / 100 * 100, currency: amounts.Currency);
                break;
            case DealOutcome.Lost:
                diary.Note("lost", wait, Weighted(random, settings.LostReasons));
                break;
        }
    }

    private ulong Lot(SalesLead handOff)
    {
        var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seed}\n{handOff.Name}\n{handOff.Model}\n{handOff.Epoch}");
        return BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    // In the order of the settings' file, which a dictionary that nothing was removed from keeps.
    private static T Weighted<T>(SeededRandom random, Dictionary<T, int> weights)
        where T : notnull
    {
        var lot = random.Below(weights.Values.Sum());
        foreach (var (item, weight) in weights)
        {
            if ((lot -= weight) < 0)
                return item;
        }

        throw new InvalidOperationException("The weights have no sum.");
    }
}
