using System.Globalization;

namespace LeadScoring.Functions.Storage;

/// <summary>Keys of days and instants that count down, so that the order of a table is newest first.</summary>
internal static class NewestFirst
{
    // One more than the last day that has a name of eight digits.
    private const int AfterAllDays = 100_000_000;

    /// <summary>The partition of a day in UTC: eight digits.</summary>
    public static string PartitionOf(DateTimeOffset at) =>
        (AfterAllDays - int.Parse(at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)).ToString("D8", CultureInfo.InvariantCulture);

    /// <summary>What the row keys of this instant begin with; older ones are behind all of them.</summary>
    public static string FirstOf(DateTimeOffset at) => (DateTime.MaxValue.Ticks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture) + ":";
}
