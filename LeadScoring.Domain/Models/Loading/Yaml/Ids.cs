namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>Reads the ids of one list, which must differ.</summary>
internal sealed class Ids(Findings findings, string what)
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <summary>The id; empty when it is absent or malformed.</summary>
    public string Read(Keys keys, string key = "id") => Unique(findings.Id(keys.Required(key), key), keys.Optional(key));

    /// <summary>A name that may be any text.</summary>
    public string ReadText(Keys keys, string key) => Unique(findings.Text(keys.Required(key), key), keys.Optional(key));

    private string Unique(string? id, Node? node)
    {
        if (id is not null && !_lines.TryAdd(id, node!.At.Line))
            findings.Add(Codes.DuplicateId, node.At, $"The {what} {Findings.Quote(id)} exists already (line {_lines[id]}).", "Give one of them another name.");
        return id ?? "";
    }
}
