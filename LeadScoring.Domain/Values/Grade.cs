namespace LeadScoring.Domain.Values;

/// <summary>Letter A-D and number 1-4, A1 best. <c>default</c> is not a grade.</summary>
/// <param name="Letter"><c>A</c> to <c>D</c>.</param>
/// <param name="Number">1 to 4.</param>
public readonly record struct Grade(char Letter, int Number)
{
    private static readonly string[] Texts = [.. "ABCD".SelectMany(letter => "1234".Select(number => $"{letter}{number}"))];

    /// <summary>0 for A1 to 15 for D4.</summary>
    internal int Index => ((Letter - 'A') * 4) + Number - 1;

    internal static Grade At(int index) => new((char)('A' + (index / 4)), (index % 4) + 1);

    /// <summary>E.g. <c>B2</c>; a shared text, never a new one.</summary>
    public override string ToString() => Letter == default ? "" : Texts[Index];
}
