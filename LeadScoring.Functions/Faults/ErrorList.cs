namespace LeadScoring.Functions.Faults;

/// <summary>The faults of a document, under one code.</summary>
internal sealed class ErrorList(string code)
{
    private readonly List<RequestError> _all = [];

    /// <summary>So far.</summary>
    public IReadOnlyList<RequestError> All => _all;

    /// <summary>Adds one; the same fault at the same place is told once.</summary>
    public void Add(string pointer, string detail, string fix)
    {
        var error = new RequestError(pointer, code, detail, fix);
        if (!_all.Contains(error))
            _all.Add(error);
    }
}
