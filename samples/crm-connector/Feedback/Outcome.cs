using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

using LeadScoring.CrmConnector.Crm;

namespace LeadScoring.CrmConnector.Feedback;

/// <summary>What a salesperson wrote into a row, as it stands there.</summary>
/// <param name="Lead">The lead's id.</param>
/// <param name="Model">Of the row.</param>
/// <param name="Epoch">The hand-over it speaks of; empty when there was none.</param>
/// <param name="Count">How many outcomes of the row the app had before this one.</param>
/// <param name="Kind">The cell <c>outcome</c>.</param>
/// <param name="Reason">The cell <c>outcome_reason</c>.</param>
/// <param name="Amount">The cell <c>outcome_amount</c>.</param>
/// <param name="By">The cell <c>outcome_by</c>.</param>
/// <param name="Until">The cell <c>outcome_until</c>.</param>
internal sealed partial record Outcome(string Lead, string Model, string Epoch, long Count, string Kind, string Reason, string Amount, string By, string Until = "")
{
    /// <summary>The lead is to be called again on a later day.</summary>
    private const string Postponed = "postponed";

    public static readonly ImmutableArray<string> Kinds = ["accepted", "attempted", "contacted", "unreachable", Postponed, "unqualified", "qualified", "opportunity", "won", "lost"];

    /// <summary>The outcome in a row; null when the cell is empty, or the row is not a lead's.</summary>
    public static Outcome? In(CrmRow row)
    {
        var kind = row[CrmColumns.Outcome].Trim().ToLowerInvariant();
        return kind.Length == 0 || row.Lead.Length == 0
            ? null
            : new Outcome(row.Lead, row.Model, row[CrmColumns.Epoch], row.Number(CrmColumns.Count), kind,
                row[CrmColumns.Reason].Trim(), row[CrmColumns.Amount].Trim(), row[CrmColumns.By].Trim(), row[CrmColumns.Until].Trim());
    }

    /// <summary>
    /// Made from what it says and from the count, which grows when the app has it: sent again after a crash it is the same, and two calls
    /// that failed alike are two.
    /// </summary>
    public string Id
    {
        get
        {
            // The lengths keep "a" + "bc" apart from "ab" + "c".
            var text = string.Concat(((string[])[Lead, Model, Epoch, Count.ToString(CultureInfo.InvariantCulture), Kind, Reason, Amount, By, .. Day()]).Select(static part => $"{part.Length}:{part}"));
            return "crm-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
        }
    }

    /// <summary>Whether people have left the cells as they were, whatever messages have done to the row meanwhile.</summary>
    public bool StandsIn(CrmRow row) => In(row) is { } now && now with { Epoch = Epoch, Count = Count } == this;

    /// <summary>What is wrong with the cells and the fix, before the app is asked; null when nothing is.</summary>
    public string? Problem()
    {
        if (!Kinds.Contains(Kind))
            return $"'{Kind}' is not an outcome. Fix: write one of {string.Join(", ", Kinds)}.";
        if (Kind == Postponed && Until.Length == 0)
            return $"A postponed lead needs the day until which to call it again. Fix: write it into {CrmColumns.Until}, such as 2027-03-01.";
        return Amount.Length > 0 && Number() is null ? $"'{Amount}' is not an amount. Fix: write it with digits only, such as 12000 or 12000.50." : null;
    }

    // Without a day an outcome has the id that it had before there was such a cell: it may have been sent under it.
    private string[] Day() => Until.Length > 0 ? [Until] : [];

    /// <summary>The amount; null where there is none, or none that reads in one way only.</summary>
    public decimal? Number() => Digits().IsMatch(Amount) ? decimal.Parse(Amount.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    // Three digits behind a comma or a dot could be thousands.
    [GeneratedRegex("^[0-9]{1,15}([.,][0-9]{1,2})?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
