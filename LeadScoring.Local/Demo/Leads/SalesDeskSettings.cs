namespace LeadScoring.Local.Demo.Leads;

/// <summary>How the made-up sales desk works: the part <c>salesDesk</c> of the settings. All shares are weights; the usual ones add up to 100.</summary>
internal sealed record SalesDeskSettings
{
    /// <summary>Percent of the answered hand-offs that are answered only after the agreed time.</summary>
    public required int Late { get; init; }

    /// <summary>What becomes of a hand-off.</summary>
    public required Dictionary<SalesOutcome, int> Outcomes { get; init; }

    /// <summary>What becomes of an opportunity.</summary>
    public required Dictionary<DealOutcome, int> Deals { get; init; }

    public required Dictionary<string, int> UnqualifiedReasons { get; init; }

    public required Dictionary<string, int> LostReasons { get; init; }

    public required SalesAmounts Amounts { get; init; }

    /// <summary>Who works on the leads of sales.</summary>
    public required string[] Sales { get; init; }

    /// <summary>Who works on the leads of inside sales.</summary>
    public required string[] InsideSales { get; init; }
}

/// <summary>What a deal is worth: so much for every employee, within bounds.</summary>
internal sealed record SalesAmounts(int PerEmployee, int Least, int Most, string Currency);
