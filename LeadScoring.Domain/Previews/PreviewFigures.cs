using System.Collections.Immutable;

namespace LeadScoring.Domain.Previews;

/// <summary>What a preview found among some leads, as it is stored and added up. Its size is bounded by the model's grades and routes, never by the leads. Immutable; old schemas are read for ever.</summary>
public sealed record PreviewFigures
{
    /// <summary>This many leads are listed; all are counted.</summary>
    public const int MostListed = 20;

    /// <summary>Stands for a lead about which a version says nothing.</summary>
    public const string Nowhere = "-";

    private const int CurrentSchema = 1;
    private const char Arrow = '>';

    /// <summary>Of no lead.</summary>
    public static PreviewFigures Empty { get; } = new() { HiddenHandOffs = 0 };

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>How many leads were tried.</summary>
    public int Leads { get; init; }

    /// <summary>How many leads cannot be read: nothing is known of them.</summary>
    public int Unreadable { get; init; }

    /// <summary>How many would be handed off, or upgraded, at once.</summary>
    public int HandedOff { get; init; }

    /// <summary>With how many leads sales is working that the document's audience leaves out; null where an older app, which does not count them, tried some of the leads.</summary>
    public int? HiddenHandOffs { get; init; }

    /// <summary>How often something would be decided at once, by the type of its message.</summary>
    public ImmutableSortedDictionary<string, int> Decisions { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>How many leads go from one grade to another, as <c>B2>A2</c>; those that stay as well.</summary>
    public ImmutableSortedDictionary<string, int> Grades { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>The same of routes.</summary>
    public ImmutableSortedDictionary<string, int> Routes { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>How many would have been handed off newly in each of the last weeks, oldest first.</summary>
    public ImmutableArray<int> Weeks { get => field.IsDefault ? [.. new int[PreviewLog.Weeks]] : field; init; }

    /// <summary>The leads that change most, most first; at most <see cref="MostListed"/>.</summary>
    public ImmutableArray<ChangedLead> Changed { get => field.IsDefault ? [] : field; init; }

    /// <summary>With some leads more.</summary>
    /// <param name="leads">Each once; null for one that cannot be read.</param>
    public PreviewFigures With(IEnumerable<LeadPreview?> leads)
    {
        var (decisions, grades, routes, weeks) = (Decisions.ToBuilder(), Grades.ToBuilder(), Routes.ToBuilder(), Weeks.ToArray());
        var (count, unreadable, handedOff, hidden) = (0, 0, 0, 0);
        var changed = new List<ChangedLead>(Changed);
        foreach (var lead in leads)
        {
            if (lead is null)
            {
                unreadable++;
                continue;
            }

            count++;
            handedOff += lead.IsHandedOff ? 1 : 0;
            hidden += lead.IsHidden ? 1 : 0;
            foreach (var decision in lead.Decisions)
                Count(decisions, decision.Type, 1);
            Count(grades, Move(lead.Before?.Grade, lead.After?.Grade), 1);
            Count(routes, Move(lead.Before?.Route, lead.After?.Route), 1);
            for (var week = 0; week < weeks.Length; week++)
                weeks[week] += lead.Crossed[week] ? 1 : 0;
            if (lead.Before != lead.After || !lead.Decisions.IsEmpty)
                changed.Add(new ChangedLead(lead.LeadId, lead.Before, lead.After, [.. lead.Decisions.Select(static decision => decision.Type)], lead.Reasons));
        }

        return new PreviewFigures
        {
            Leads = Leads + count,
            Unreadable = Unreadable + unreadable,
            HandedOff = HandedOff + handedOff,
            HiddenHandOffs = HiddenHandOffs + hidden,
            Decisions = decisions.ToImmutable(),
            Grades = grades.ToImmutable(),
            Routes = routes.ToImmutable(),
            Weeks = [.. weeks],
            Changed = Most(changed),
        };
    }

    /// <summary>All parts together.</summary>
    public static PreviewFigures Sum(IReadOnlyCollection<PreviewFigures> parts) => new()
    {
        Leads = parts.Sum(static part => part.Leads),
        Unreadable = parts.Sum(static part => part.Unreadable),
        HandedOff = parts.Sum(static part => part.HandedOff),
        HiddenHandOffs = parts.Aggregate((int?)0, static (sum, part) => sum + part.HiddenHandOffs),
        Decisions = Sum(parts.Select(static part => part.Decisions)),
        Grades = Sum(parts.Select(static part => part.Grades)),
        Routes = Sum(parts.Select(static part => part.Routes)),
        Weeks = [.. Enumerable.Range(0, PreviewLog.Weeks).Select(week => parts.Sum(part => part.Weeks[week]))],
        Changed = Most(parts.SelectMany(static part => part.Changed)),
    };

    /// <summary>Who enters and leaves each place of <see cref="Grades"/> or <see cref="Routes"/>, in the order of their names.</summary>
    public static ImmutableArray<PlaceChange> ChangesOf(ImmutableSortedDictionary<string, int> moves)
    {
        var places = new SortedDictionary<string, PlaceChange>(StringComparer.Ordinal);
        foreach (var (move, count) in moves)
        {
            var at = move.IndexOf(Arrow, StringComparison.Ordinal);
            var (from, to) = (move[..at], move[(at + 1)..]);
            Add(from, place => place with { Before = place.Before + count, Left = place.Left + (from == to ? 0 : count) });
            Add(to, place => place with { After = place.After + count, Entered = place.Entered + (from == to ? 0 : count) });
        }

        return [.. places.Values];

        void Add(string name, Func<PlaceChange, PlaceChange> change)
        {
            if (name != Nowhere)
                places[name] = change(places.GetValueOrDefault(name, new PlaceChange(name, 0, 0, 0, 0)));
        }
    }

    private static string Move(string? from, string? to) => $"{from ?? Nowhere}{Arrow}{to ?? Nowhere}";

    private static void Count(ImmutableSortedDictionary<string, int>.Builder counts, string name, int more) => counts[name] = counts.GetValueOrDefault(name) + more;

    private static ImmutableSortedDictionary<string, int> Sum(IEnumerable<ImmutableSortedDictionary<string, int>> parts)
    {
        var sum = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var (name, count) in parts.SelectMany(static part => part))
            Count(sum, name, count);
        return sum.ToImmutable();
    }

    // Those about whom something is decided first; then by how much the score moves.
    private static ImmutableArray<ChangedLead> Most(IEnumerable<ChangedLead> changed) =>
    [
        .. changed.OrderByDescending(static lead => lead.Decisions.Length > 0).ThenByDescending(static lead => Math.Abs((lead.After?.Score ?? 0) - (lead.Before?.Score ?? 0)))
            .ThenBy(static lead => lead.Lead, StringComparer.Ordinal).Take(MostListed),
    ];
}

/// <summary>A lead that a publish would change.</summary>
/// <param name="Lead">Its id.</param>
/// <param name="Before">Where it stands; null = nowhere.</param>
/// <param name="After">Where it would stand; null = nowhere.</param>
/// <param name="Decisions">Types of the messages that would be sent at once.</param>
/// <param name="Reasons">In words.</param>
public sealed record ChangedLead(string Lead, LeadPlace? Before, LeadPlace? After, ImmutableArray<string> Decisions, ImmutableArray<string> Reasons);

/// <summary>Who enters and leaves a grade or a route.</summary>
public sealed record PlaceChange(string Name, int Before, int After, int Entered, int Left);
