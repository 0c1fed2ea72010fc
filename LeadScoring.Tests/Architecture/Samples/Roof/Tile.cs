using LeadScoring.Tests.Architecture.Samples.Ground;

namespace LeadScoring.Tests.Architecture.Samples.Roof;

/// <summary>Uses a type of another folder where no declaration shows it.</summary>
internal static class Tile
{
    public static int Count(IEnumerable<int> rows) => rows.Sum(static row => new List<Stone>(row).Count);
}
