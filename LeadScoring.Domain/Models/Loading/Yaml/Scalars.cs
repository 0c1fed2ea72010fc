using System.Globalization;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>
/// Reads single values. Each takes a node that may be absent (null: then nothing is reported, the owner of the key does that) and returns null
/// when there is no valid value, which is then among the findings.
/// </summary>
internal static class Scalars
{
    /// <summary>Reports that something of another type stands here; silent for what is absent or was reported before.</summary>
    public static void WrongType(this Findings findings, Node? node, string expected, string fix)
    {
        if (node is null or Node.Reported)
            return;
        findings.Add(Codes.WrongType, node.At, $"Found {node.Description}; {expected}.", fix);
    }

    /// <summary>Any text that is not blank, trimmed.</summary>
    public static string? Text(this Findings findings, Node? node, string key)
    {
        if (node is Node.Text text && !string.IsNullOrWhiteSpace(text.Value))
            return text.Value.Trim();
        findings.WrongType(node, $"'{key}' must be text", $"Write '{key}: some text'.");
        return null;
    }

    /// <summary>A number in a range with this many decimals.</summary>
    public static decimal? Number(this Findings findings, Node? node, string key, NumberRange range) =>
        findings.Number(node, key, range, Codes.Number);

    /// <summary>A whole number in a range.</summary>
    public static int? Whole(this Findings findings, Node? node, string key, int least, int most) =>
        (int?)findings.Number(node, key, new NumberRange(least, most, 0), Codes.Number);

    /// <summary>Points: at most three decimals.</summary>
    public static MilliPoints? Points(this Findings findings, Node? node, string key) =>
        findings.Number(node, key, NumberRange.Points, Codes.Points) is { } points ? new MilliPoints((long)(points * 1000)) : null;

    /// <summary>Whole percent or with decimals, above 0: <c>25%</c>.</summary>
    public static decimal? Percent(this Findings findings, Node? node, string key)
    {
        if (findings.Text(node, key) is not { } text)
            return null;
        if (text.EndsWith('%') && ModelNumber.TryRead(text[..^1].TrimEnd(), out var percent) && percent is >= 0 and <= 100)
            return percent;
        var fix = ModelNumber.TryRead(text, out var bare) && bare is >= 0 and <= 100 ? $"Write '{text}%'." : "Write a percentage from 0% to 100%, like '25%' or '12.5%'.";
        findings.Add(Codes.Percentage, node!.At, $"{Findings.Quote(text)} is not a percentage.", fix);
        return null;
    }

    public static bool? Truth(this Findings findings, Node? node, string key) => findings.Text(node, key) switch
    {
        null => null,
        var text => findings.OneOf(text, node!.At, key, TruthWords),
    };

    /// <summary>One of a few words.</summary>
    /// <param name="findings">Takes what is wrong.</param>
    /// <param name="node">What stands there.</param>
    /// <param name="key">Whose value it is.</param>
    /// <param name="words">The words.</param>
    /// <param name="maps">What may stand there instead of a word, as it is written; empty for nothing.</param>
    public static T? Word<T>(this Findings findings, Node? node, string key, IReadOnlyDictionary<string, T> words, params string[] maps)
        where T : struct =>
        findings.Text(node, key) is { } text ? findings.OneOf(text, node!.At, key, words, maps) : null;

    private static readonly Dictionary<string, bool> TruthWords = new(StringComparer.Ordinal) { ["true"] = true, ["false"] = false };

    private static T? OneOf<T>(this Findings findings, string text, SourcePosition at, string key, IReadOnlyDictionary<string, T> words, params string[] maps)
        where T : struct
    {
        if (words.TryGetValue(text, out var value))
            return value;
        findings.Add(Codes.NotOneOf, at, $"{Findings.Quote(text)} is not a value of '{key}'.", Fix(text, key, new Names(words.Keys), maps));
        return null;
    }

    private static string Fix(string text, string key, Names words, string[] maps) =>
        Array.Find(maps, map => map.Contains($"{text}:", StringComparison.Ordinal)) is { } meant ? $"Write '{key}: {meant}'."
        : maps.Length == 0 || words.Nearest(text) is not null ? words.Fix(text)
        : $"Use one of: {string.Join(", ", words.All)}, {string.Join(", ", maps)}.";

    /// <summary>A number in a range, or a finding of that code.</summary>
    public static decimal? Number(this Findings findings, Node? node, string key, NumberRange range, string code)
    {
        if (findings.Text(node, key) is not { } text)
            return null;
        if (!ModelNumber.IsNumber(text))
            findings.Add(code, node!.At, $"{Findings.Quote(text)} is not a number; '{key}' must be {range}.", $"Write digits, like '{range.Example}'.");
        else if (ModelNumber.Decimals(text) > range.Decimals)
            findings.Add(code, node!.At, $"{Findings.Quote(text)} has too many decimals; '{key}' must be {range}.", $"Round it, like '{range.Example}'.");
        else if (!ModelNumber.TryRead(text, out var number) || number < range.Least || number > range.Most)
            findings.Add(code, node!.At, $"{Findings.Quote(text)} is out of range; '{key}' must be {range}.", $"Write a number from {Plain(range.Least)} to {Plain(range.Most)}.");
        else
            return number;
        return null;
    }

    private static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
