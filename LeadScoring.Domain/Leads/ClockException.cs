using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>A lead has events more than a day ahead of this machine's clock: one of two clocks is wrong, and no score would be right.</summary>
public sealed class ClockException(string leadId, Day newest, Day today)
    : Exception($"Lead {leadId} has events of {newest}, but today is {today} here: correct the wrong clock.")
{
    public string LeadId => leadId;
}
