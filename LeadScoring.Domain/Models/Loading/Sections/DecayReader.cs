using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads <c>decay</c>: <c>none</c>, or one of <c>{ halfLife: 30d }</c>, <c>{ linear: 60d }</c>, <c>{ expire: 90d }</c>.</summary>
internal static class DecayReader
{
    private static readonly string[] Ways = ["halfLife", "linear", "expire"];

    /// <summary>Null when absent or wrong; <c>none</c>, which overrides a dimension's decay, is a decay of its own.</summary>
    public static Decay? Read(Node? node, Findings findings)
    {
        if (node is Node.Text { IsAbsent: false } text)
        {
            if (text.Value.Trim() is "none")
                return new Decay.None();
            findings.Add(Codes.NotOneOf, text.At, $"{Findings.Quote(text.Value)} is not a value of 'decay'.", "Write 'decay: none' or 'decay: { halfLife: 30d }'.");
            return null;
        }

        if (Keys.Of(node, "'decay'", findings) is not { } keys)
            return null;
        var halfLife = findings.DaysFromOne(keys.Optional("halfLife"), "halfLife");
        var linear = findings.DaysFromOne(keys.Optional("linear"), "linear");
        var expire = findings.DaysFromOne(keys.Optional("expire"), "expire");
        string[] given = [.. Ways.Where(keys.Has)];
        if (given.Length > 1)
            findings.Add(Codes.Kind, keys.At, $"'decay' has {string.Join(" and ", given)}, but points can decay in one way only.", $"Keep one, for example '{given[0]}'.");
        else if (given.Length == 0 && !keys.Others().Any())
            findings.Add(Codes.NothingListed, keys.At, "'decay' is empty.", "Write 'decay: { halfLife: 30d }', or remove it.");
        keys.Close();
        return (halfLife, linear, expire) switch
        {
            ({ } days, _, _) => new Decay.HalfLife(days),
            (_, { } days, _) => new Decay.Linear(days),
            (_, _, { } days) => new Decay.Expire(days),
            _ => null,
        };
    }
}
