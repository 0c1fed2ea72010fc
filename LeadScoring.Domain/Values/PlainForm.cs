using System.Globalization;
using System.Text.RegularExpressions;

namespace LeadScoring.Domain.Values;

/// <summary>Which marks the numbers of a file have.</summary>
public enum NumberMarks
{
    /// <summary>Nobody said: only numbers with one meaning are read.</summary>
    Unknown,

    /// <summary>1,200.5.</summary>
    DecimalPoint,

    /// <summary>1.200,5.</summary>
    DecimalComma,
}

/// <summary>Writes numbers and dates of a known form in the plain form that rules read without doubt.</summary>
public static partial class PlainForm
{
    private const string DateFormat = "yyyy-MM-dd";
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>A number without groups and with a decimal point; what stands around it stays.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="marks">Of the file.</param>
    /// <returns>Null when the text is not a number in this form, or means the same as it stands.</returns>
    public static string? Number(string text, NumberMarks marks)
    {
        if (marks == NumberMarks.Unknown || !text.AsSpan().ContainsAny('.', ','))
            return null;
        var isForm = true;
        var plain = Digits().Replace(text, token =>
        {
            var form = (marks == NumberMarks.DecimalComma ? CommaForm() : PointForm()).Match(token.Value);
            isForm &= form.Success;
            var fraction = form.Groups["fraction"].Value.TrimEnd('0');
            return string.Concat(form.Groups["whole"].Value.Where(char.IsAsciiDigit)) + (fraction.Length == 0 ? "" : "." + fraction);
        });
        return isForm && Read(plain) is { } number && Read(text) is var before && (before is null || NumberText.Compare(NumberText.Parse(before), NumberText.Parse(number)) != 0) ? plain : null;
    }

    /// <summary>Whether a plain number may have been written as thousands: <c>1.200</c>, which is read as 1.2.</summary>
    public static bool MayBeThousands(string text) => Thousands().IsMatch(text.Trim());

    /// <summary>A date in the form of ISO 8601, with its time in UTC where it has one.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="order">Of day and month in the file.</param>
    /// <returns>Null when the text is not a date of this order, is a number, or means the same as it stands.</returns>
    public static string? Date(string text, DateOrder order)
    {
        if (order == DateOrder.Unknown || !text.AsSpan().ContainsAny('/', '-', '.') || NumberText.TryParse(text.Trim(), out _) || Instant(text, order) is not { } plain)
            return null;
        return WrittenDate.TryRead(text, DateOrder.Unknown, out var instant, out var hasTime) && Written(instant, hasTime) == plain ? null : plain;
    }

    /// <summary>An instant or a day in the form of ISO 8601, also of a number of Excel.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="order">Of day and month in the file; only what has one meaning is read where it is not known.</param>
    /// <returns>Null when the text cannot be read, or is in this form already.</returns>
    public static string? Instant(string text, DateOrder order) =>
        !DateText.TryParse(NormalText.Of(text), out _) && WrittenDate.TryRead(text, order, out var instant, out var hasTime) ? Written(instant, hasTime) : null;

    private static string Written(DateTime instant, bool hasTime) => instant.ToString(hasTime ? InstantFormat : DateFormat, CultureInfo.InvariantCulture);

    private static string? Read(string text) => NumberText.TryParse(text.Trim(), out _) ? text.Trim() : WrittenNumber.Read(text);

    [GeneratedRegex(@"^[1-9][0-9]{0,2}\.[0-9]{3}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Thousands();

    [GeneratedRegex("[0-9]+(?:[.,][0-9]+)*", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(?:(?<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3})+)|(?<whole>[0-9]+))(?:,(?<fraction>[0-9]+))?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex CommaForm();

    [GeneratedRegex(@"^(?:(?<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+)|(?<whole>[0-9]+))(?:\.(?<fraction>[0-9]+))?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PointForm();
}
