using System.Collections.Immutable;

using LeadScoring.Domain.Audit;

namespace LeadScoring.Functions.Reports;

/// <summary>Figures of some leads, as they are stored and added up. Immutable; old schemas are read for ever.</summary>
public sealed record ServiceLevelPart
{
    /// <summary>Version of the form in which it is stored.</summary>
    private const int CurrentSchema = 1;

    /// <summary>This many failures of a bucket are listed; all are counted. A row would hold some more, but a list that long is an alarm, not a list.</summary>
    public const int MostFailures = 500;

    /// <summary>Of no lead.</summary>
    public static ServiceLevelPart Empty { get; } = new();

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>In the order of their keys.</summary>
    public ImmutableArray<ServiceLevelRow> Rows { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>In the order of their leads; at most <see cref="MostFailures"/> of a bucket.</summary>
    public ImmutableArray<AuditFailure> Failures { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many hand-offs could not be checked, by reason.</summary>
    public ImmutableSortedDictionary<UncheckedReason, int> Unchecked { get; init; } = ImmutableSortedDictionary<UncheckedReason, int>.Empty;

    /// <summary>With some leads more.</summary>
    public ServiceLevelPart With(IEnumerable<LeadServiceLevel> leads)
    {
        var rows = Rows.ToDictionary(static row => row.Key, static row => row.Figures);
        var failures = Failures.ToBuilder();
        var reasons = Unchecked.ToBuilder();
        foreach (var lead in leads)
        {
            foreach (var (key, figures) in lead.HandOffs)
                rows[key] = rows.GetValueOrDefault(key, ServiceLevelFigures.None) + figures;
            failures.AddRange(lead.Failures.Take(MostFailures - failures.Count));
            foreach (var reason in lead.Unchecked)
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
        }

        return new ServiceLevelPart { Rows = Sorted(rows), Failures = failures.ToImmutable(), Unchecked = reasons.ToImmutable() };
    }

    /// <summary>All parts together; every failure that some part lists.</summary>
    public static ServiceLevelPart Sum(IReadOnlyCollection<ServiceLevelPart> parts)
    {
        var rows = new Dictionary<ServiceLevelKey, ServiceLevelFigures>();
        var reasons = ImmutableSortedDictionary.CreateBuilder<UncheckedReason, int>();
        foreach (var part in parts)
        {
            foreach (var row in part.Rows)
                rows[row.Key] = rows.GetValueOrDefault(row.Key, ServiceLevelFigures.None) + row.Figures;
            foreach (var (reason, times) in part.Unchecked)
                reasons[reason] = reasons.GetValueOrDefault(reason) + times;
        }

        return new ServiceLevelPart { Rows = Sorted(rows), Failures = [.. parts.SelectMany(static part => part.Failures)], Unchecked = reasons.ToImmutable() };
    }

    private static ImmutableArray<ServiceLevelRow> Sorted(Dictionary<ServiceLevelKey, ServiceLevelFigures> rows) =>
        [.. rows.OrderBy(static row => row.Key).Select(static row => new ServiceLevelRow(row.Key, row.Value))];
}

/// <summary>The hand-offs of one model, route and team.</summary>
public sealed record ServiceLevelRow(ServiceLevelKey Key, ServiceLevelFigures Figures);
