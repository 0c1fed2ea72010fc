using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Sources.Reading;

/// <summary>The faults of a document, under one code.</summary>
internal sealed class FaultList(string code)
{
    private readonly List<Fault> _all = [];

    /// <summary>So far.</summary>
    public IReadOnlyList<Fault> All => _all;

    /// <summary>Adds one; the same fault at the same place is told once.</summary>
    public void Add(string pointer, string detail, string fix)
    {
        var fault = new Fault(pointer, code, detail, fix);
        if (!_all.Contains(fault))
            _all.Add(fault);
    }
}
