using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Audit;

/// <summary>What the figures of a report are told apart by.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Cause">Whether <paramref name="Entry"/> is a route, a fast track or a persona.</param>
/// <param name="Entry">Its id.</param>
/// <param name="To">The team.</param>
public readonly record struct ServiceLevelKey(string Model, EpochCause Cause, string Entry, Destination To) : IComparable<ServiceLevelKey>
{
    public static ServiceLevelKey Of(HandOff handOff) => new(handOff.Model, handOff.Cause, handOff.Entry, handOff.To);

    /// <summary>By model, then routes before fast tracks before personas, then by id and team.</summary>
    public int CompareTo(ServiceLevelKey other)
    {
        var order = string.CompareOrdinal(Model, other.Model);
        if (order == 0)
            order = Cause.CompareTo(other.Cause);
        if (order == 0)
            order = string.CompareOrdinal(Entry, other.Entry);
        return order != 0 ? order : To.CompareTo(other.To);
    }

    public static bool operator <(ServiceLevelKey left, ServiceLevelKey right) => left.CompareTo(right) < 0;

    public static bool operator >(ServiceLevelKey left, ServiceLevelKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(ServiceLevelKey left, ServiceLevelKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ServiceLevelKey left, ServiceLevelKey right) => left.CompareTo(right) >= 0;
}
