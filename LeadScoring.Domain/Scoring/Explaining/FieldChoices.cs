using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>Tries values for the fields of a condition until they do.</summary>
internal static class FieldChoices
{
    private const int MostTries = 512;

    /// <summary>Combinations of values, a value for each field of the condition and for one more, the most likely first. A missing value has no entry.</summary>
    /// <param name="condition">Null for one that always holds.</param>
    /// <param name="more">Values for a field that is measured besides; null for none.</param>
    /// <param name="asOf">The day.</param>
    public static IEnumerable<Dictionary<string, string>> For(Condition? condition, (string Field, IReadOnlyList<string> Values)? more, Day asOf)
    {
        var fields = ConditionFields.Tests(condition).GroupBy(static test => test.Field, StringComparer.Ordinal)
            .Select(tests => (Field: tests.Key, Values: FieldCandidates.For([.. tests], asOf))).ToList();
        if (more is { } measured)
        {
            var at = fields.FindIndex(field => field.Field == measured.Field);
            if (at < 0)
                fields.Add((measured.Field, measured.Values));
            else
                fields[at] = (measured.Field, [.. measured.Values, .. fields[at].Values]);
        }

        return Combine(fields).Take(MostTries);
    }

    // Counts up like an odometer: the last field turns fastest.
    private static IEnumerable<Dictionary<string, string>> Combine(List<(string Field, IReadOnlyList<string?> Values)> fields)
    {
        var wheels = new int[fields.Count];
        while (true)
        {
            var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < fields.Count; i++)
            {
                if (fields[i].Values[wheels[i]] is { } value)
                    chosen[fields[i].Field] = value;
            }

            yield return chosen;
            var turning = fields.Count - 1;
            while (turning >= 0 && ++wheels[turning] == fields[turning].Values.Count)
                wheels[turning--] = 0;
            if (turning < 0)
                yield break;
        }
    }
}
