namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>
/// The keys of one map. A reader takes the keys that it knows, all of them, present or not; <see cref="Close"/> then reports the keys that
/// nobody took and the required ones that are not there.
/// </summary>
internal sealed class Keys
{
    // What people write for keys that have another name here.
    private static readonly Dictionary<string, string[]> Synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = ["title", "id", "rule", "lead"],
        ["description"] = ["note", "title"],
        ["comment"] = ["note"],
        ["if"] = ["when"],
        ["condition"] = ["when", "where"],
        ["event"] = ["on"],
        ["score"] = ["points"],
        ["max"] = ["newest", "atMost"],
        ["min"] = ["atLeast"],
        ["route"] = ["id", "to"],
        ["sla"] = ["respondWithin"],
    };

    private readonly Node.Map _map;
    private readonly string _owner;
    private readonly List<string> _known = [];
    private readonly List<string> _missing = [];

    private Keys(Node.Map map, string owner, Findings findings)
    {
        _map = map;
        _owner = owner;
        Findings = findings;
    }

    public Findings Findings { get; }

    public SourcePosition At => _map.At;

    /// <summary>The keys of a map; null for anything else, which is reported.</summary>
    /// <param name="node">What stands there; null = nothing does, which is somebody else's to report.</param>
    /// <param name="owner">What the map is, with its article: "a rule".</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static Keys? Of(Node? node, string owner, Findings findings)
    {
        if (node is Node.Map map)
            return new Keys(map, owner, findings);
        findings.WrongType(node, $"{owner} must be a map", "Write 'key: value' pairs.");
        return null;
    }

    public bool Has(string key) => _map[key] is not null;

    public Node? Optional(string key)
    {
        if (!_known.Contains(key))
            _known.Add(key);
        return _map[key];
    }

    public Node? Required(string key)
    {
        var node = Optional(key);
        if (node is null && !_missing.Contains(key))
            _missing.Add(key);
        return node;
    }

    /// <summary>The entries that no reader has taken; where any name is valid.</summary>
    public IEnumerable<Entry> Others() => _map.Entries.Where(entry => !_known.Contains(entry.Key));

    /// <summary>For maps in which any other name is valid: reports only what is missing.</summary>
    public void CloseOpen() => ReportMissing();

    /// <param name="explain">The fix for a key that is not of this map but known elsewhere; null = none.</param>
    public void Close(Func<string, string?>? explain = null)
    {
        var absent = new Names(_known.Where(key => !Has(key)));
        var all = new Names(_known);
        foreach (var entry in Others())
        {
            var fix = explain?.Invoke(entry.Key);
            if (fix is null && absent.Nearest(entry.Key) is { } meant)
            {
                // A misspelt required key is one mistake, not two.
                _missing.Remove(meant);
                fix = $"Write '{meant}'.";
            }

            fix ??= entry.Key.Contains(':', StringComparison.Ordinal) ? "Add a blank after the colon."
                : Synonyms.TryGetValue(entry.Key, out var words) && Array.Find(words, absent.Contains) is { } word ? $"Write '{word}'."
                : all.Nearest(entry.Key) is { } present ? $"'{present}' is given already; remove one of the two."
                : all.Fix(entry.Key);
            Findings.Add(Codes.UnknownKey, entry.At, $"{Findings.Quote(entry.Key)} is not a key of {_owner}.", fix);
        }

        ReportMissing();
    }

    private void ReportMissing()
    {
        foreach (var key in _missing)
            Findings.Add(Codes.MissingKey, At, $"'{key}' is missing: {_owner} needs it.", $"Add '{key}: ...'.");
    }
}
