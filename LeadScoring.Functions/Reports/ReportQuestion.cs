using System.Security.Cryptography;
using System.Text;

using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Reports;

/// <summary>What a report is asked.</summary>
/// <param name="Name">Of the report.</param>
/// <param name="Model">One model; null = all.</param>
/// <param name="From">First day, UTC.</param>
/// <param name="To">Last day, UTC.</param>
public sealed record ReportQuestion(string Name, string? Model, Day From, Day To)
{
    private const int IdCharacters = 32;

    /// <summary>The same question has the same id, so that everybody who asks it gets the same result.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}\n{Model}\n{From}\n{To}")))[..IdCharacters];

    /// <summary>Whether something that a model decided then is in question.</summary>
    public bool Takes(string? model, DateTimeOffset at) => (Model is null || model == Model) && Day.Of(at) is var day && day >= From && day <= To;
}
