namespace LeadScoring.Local.Demo.Sales;

/// <summary>A lead in the hands of sales.</summary>
/// <param name="Lead">The lead's id.</param>
/// <param name="Name">Its address: the same on every machine, which the id is not.</param>
/// <param name="Model">Under which model it was sent.</param>
/// <param name="Epoch">Which hand-off of the lead it is, from 1.</param>
/// <param name="InsideSales">Inside sales has it, not sales.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="RespondBy">Until when somebody must have tried to reach it; null = not agreed.</param>
/// <param name="Attempts">How often to try; null = not agreed.</param>
/// <param name="Employees">Of its company; null = not known.</param>
internal sealed record SalesLead(
    string Lead, string Name, string Model, int Epoch, bool InsideSales, DateTimeOffset SentAt, DateTimeOffset? RespondBy, int? Attempts, int? Employees);
