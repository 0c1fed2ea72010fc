using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>What names in one document can refer to. Collected before anything refers to it, so that order in the document does not matter.</summary>
internal sealed class ModelScope(Findings findings)
{
    public Findings Findings { get; } = findings;

    /// <summary>Null when the dimensions cannot be read: then nothing is said about references to them.</summary>
    public Names? Dimensions { get; set; }

    /// <summary>Null as <see cref="Dimensions"/>.</summary>
    public Names? Categories { get; set; }

    /// <summary>Points add up: there are no dimensions and no grades.</summary>
    public bool AddsUp { get; set; }

    /// <summary>By id, in the order of the document.</summary>
    public Dictionary<string, RuleOutline> Rules { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids of the routes.</summary>
    public List<string> Routes { get; } = [];

    public Names RuleNames => field ??= new Names(Rules.Keys);

    /// <summary>Reports a reference to nothing; silent when the names are not known.</summary>
    public void Refer(Names? names, string code, string name, SourcePosition at, string what)
    {
        if (names is not null && !names.Contains(name))
            Findings.Add(code, at, $"There is no {what} {Findings.Quote(name)}.", names.Fix(name));
    }
}

/// <summary>What other rules need to know of a rule.</summary>
/// <param name="Kind">Null when it cannot be told.</param>
/// <param name="NamesFarewell">It names unsubscribing or complaining.</param>
internal readonly record struct RuleOutline(RuleKind? Kind, bool NamesFarewell);
