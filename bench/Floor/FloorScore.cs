namespace LeadScoring.Benchmarks.Floor;

/// <summary>Hand-written evaluation of a <see cref="FloorLead"/> as of a day, by the formulas of docs/reference/scoring.md#rules and docs/reference/scoring.md#from-points-to-the-score.</summary>
internal sealed class FloorScore
{
    private const int After = 30;
    private const int Ages = 512;
    private const int Nights = 16;

    private readonly Dictionary<(int Points, int HalfLife), long[][]> _tables = [];
    private readonly long[][] _e1, _e2, _e3, _e4, _e6, _e7, _e9, _e25, _e10, _e11, _e12, _e13, _e23, _e26, _e14, _e15, _e16, _e17, _e18, _e19, _e20, _e21, _e22, _e24;
    private readonly int[] _before = new int[4096];

    public FloorScore()
    {
        _e1 = Table(10, 14);
        _e2 = Table(3, 14);
        _e3 = Table(1, 14);
        _e4 = Table(-5, 14);
        _e6 = Table(5, 14);
        _e7 = Table(2, 14);
        _e9 = Table(6, 14);
        _e25 = Table(8, 14);
        _e10 = Table(40, 30);
        _e11 = Table(25, 30);
        _e12 = Table(5, 30);
        _e13 = Table(2, 30);
        _e23 = Table(4, 30);
        _e26 = Table(50, 30);
        _e14 = Table(1, 7);
        _e15 = Table(4, 7);
        _e16 = Table(6, 7);
        _e17 = Table(-30, 7);
        _e18 = Table(-15, 7);
        _e19 = Table(8, 30);
        _e20 = Table(15, 30);
        _e21 = Table(5, 30);
        _e22 = Table(6, 30);
        _e24 = Table(4, 30);
    }

    public long Web { get; private set; }

    public long Email { get; private set; }

    public long Content { get; private set; }

    public int Fit { get; private set; }

    public int Engagement { get; private set; }

    public int Score { get; private set; }

    public char Letter { get; private set; }

    public int Number { get; private set; }

    public bool IsHot { get; private set; }

    public void Evaluate(FloorLead lead, int asOf)
    {
        var nights = 0;
        for (var i = 1; i < lead.ActiveDays; i++)
            _before[i] = nights += Gap(lead.Active[i] - lead.Active[i - 1]);
        var all = lead.ActiveDays == 0 ? 0 : nights + Gap(asOf - lead.Active[lead.ActiveDays - 1]);
        Web = Sum(lead, lead.E1, _e1, asOf, all) + Sum(lead, lead.E2, _e2, asOf, all) + Sum(lead, lead.E3, _e3, asOf, all) + Sum(lead, lead.E4, _e4, asOf, 0)
            + Sum(lead, lead.E5, _e3, asOf, all) + Sum(lead, lead.E6, _e6, asOf, all) + Sum(lead, lead.E7, _e7, asOf, all) + Sum(lead, lead.E8, _e7, asOf, all)
            + (lead.IsSoftware ? Sum(lead, lead.E9, _e9, asOf, all) : 0) + Sum(lead, lead.E25, _e25, asOf, all);
        Email = Sum(lead, lead.E14, _e14, asOf, all) + Sum(lead, lead.E15, _e15, asOf, all) + Sum(lead, lead.E16, _e16, asOf, all)
            + Sum(lead, lead.E17, _e17, asOf, 0) + Sum(lead, lead.E18, _e18, asOf, 0);
        Content = Sum(lead, lead.E10, _e10, asOf, all) + Sum(lead, lead.E11, _e11, asOf, all) + Sum(lead, lead.E12, _e12, asOf, all) + Sum(lead, lead.E13, _e13, asOf, all)
            + Sum(lead, lead.E19, _e19, asOf, all) + Sum(lead, lead.E20, _e20, asOf, all) + Sum(lead, lead.E21, _e21, asOf, all) + Sum(lead, lead.E22, _e22, asOf, all)
            + Sum(lead, lead.E23, _e23, asOf, all) + Sum(lead, lead.E24, _e24, asOf, all) + (lead.IsStudent ? 0 : Sum(lead, lead.E26, _e26, asOf, all));
        Web = Math.Clamp(Web, -100_000, 100_000);
        Email = Math.Clamp(Email, -100_000, 100_000);
        Content = Math.Clamp(Content, -100_000, 100_000);
        Fit = Math.Clamp(lead.Fit, 0, 100);
        // Weights 5 : 4 : 6 of 15, in thousandths of a hundredth: a whole number over 1,500,000.
        var engagement = Math.Clamp(100 * ((5 * Web) + (4 * Email) + (6 * Content)), 0, 100L * 1_500_000);
        Engagement = (int)(((2 * engagement) + 1_500_000) / 3_000_000);
        var score = (2L * Fit * 1_500_000) + (3 * engagement);
        Score = (int)(((2 * score) + 7_500_000) / 15_000_000);
        Letter = Fit >= 60 ? 'A' : Fit >= 40 ? 'B' : Fit >= 20 ? 'C' : 'D';
        Number = Engagement >= 75 ? 1 : Engagement >= 50 ? 2 : Engagement >= 25 ? 3 : 4;
        IsHot = Score >= 60;
    }

    private static int Gap(int days) => days < After ? 0 : ((days - After) / After) + 1;

    private long[][] Table(int points, int halfLife)
    {
        if (_tables.TryGetValue((points, halfLife), out var table))
            return table;
        table = new long[points > 0 ? Nights : 1][];
        for (var night = 0; night < table.Length; night++)
        {
            table[night] = new long[Ages];
            for (var age = 0; age < Ages; age++)
            {
                var value = points * 1000L * Math.Pow(2.0, -(double)age / halfLife);
                value *= Math.Pow(1.0 - (25.0 / 100.0), night);
                table[night][age] = (long)Math.Round(value, MidpointRounding.AwayFromZero);
            }
        }

        return _tables[(points, halfLife)] = table;
    }

    private long Sum(FloorLead lead, in Recent recent, long[][] table, int asOf, int nights)
    {
        long sum = 0;
        for (var i = 0; i < recent.Size; i++)
            sum += recent.Counts![i] * table[nights == 0 ? 0 : nights - Before(lead, recent.Days![i])][asOf - recent.Days![i]];
        return sum;
    }

    private long Sum(FloorLead lead, in Distinct distinct, long[][] table, int asOf, int nights)
    {
        long sum = 0;
        for (var i = 0; i < distinct.Size; i++)
            sum += table[nights == 0 ? 0 : nights - Before(lead, distinct.Days![i])][asOf - distinct.Days![i]];
        return sum;
    }

    private int Before(FloorLead lead, int day)
    {
        var at = lead.ActiveDays - 1;
        while (at >= 0 && lead.Active[at] >= day)
            at--;
        return at < 0 ? 0 : (at == 0 ? 0 : _before[at]) + Gap(day - lead.Active[at]);
    }
}
