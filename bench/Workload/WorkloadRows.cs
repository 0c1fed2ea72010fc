namespace LeadScoring.Benchmarks.Workload;

/// <summary>A line of <c>leads.tsv</c>.</summary>
internal sealed record LeadRow(int Id, string JobTitle, string Industry, string Country, int Employees, string EmailDomain)
{
    public string ToLine() => $"{Id}\t{JobTitle}\t{Industry}\t{Country}\t{Employees}\t{EmailDomain}\n";
}

/// <summary>A line of <c>events.tsv</c>; empty text and -1 stand for nothing.</summary>
internal sealed record EventRow(int Seq, int Lead, string Type, long Seconds, string Path, string Asset, int Duration, string Utm, string NewTitle, int NewEmployees)
{
    public string ToLine() => $"{Seq}\t{Lead}\t{Type}\t{Seconds}\t{Path}\t{Asset}\t{Duration}\t{Utm}\t{NewTitle}\t{NewEmployees}\n";
}
