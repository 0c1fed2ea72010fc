namespace LeadScoring.Domain.Values;

/// <summary>What a field is compared with, normalised once when the model is compiled.</summary>
internal readonly struct Operand
{
    /// <param name="text">As the model says it.</param>
    /// <param name="readsWritten">Whether <c>true</c> and <c>false</c> are equal to what people write for them.</param>
    public Operand(string text, bool readsWritten = false)
    {
        Text = NormalText.Of(text);
        Truth = readsWritten ? WrittenTruth.OfOperand(Text) : null;
        IsNumber = NumberText.TryParse(Text, out var number);
        IsSmall = IsNumber && number.TrySmall(out Small);
    }

    public string Text { get; }

    public bool IsNumber { get; }

    /// <summary>What it says where values are compared as yes or no; null for any other operand.</summary>
    public bool? Truth { get; }

    /// <summary>Whether <see cref="Small"/> is the exact number in units of 10^-<see cref="NumberText.SmallPlaces"/>.</summary>
    public bool IsSmall { get; }

    public readonly long Small;

    /// <summary>Equal as numbers when both are, as yes or no where the operand is <c>true</c> or <c>false</c>, else as text without case.</summary>
    public bool Equals(ref TextValue value) => IsNumber
        ? value.IsNumber && value.CompareNumber(this) == 0
        : Truth is { } truth ? WrittenTruth.Read(value.Span) == truth
        : value.Span.Equals(Text, StringComparison.OrdinalIgnoreCase);
}
