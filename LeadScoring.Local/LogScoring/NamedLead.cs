using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;

namespace LeadScoring.Local.LogScoring;

/// <summary>What is known of a lead by one of its names. Events are folded as they come, but for those about mail that others may put in doubt: these wait for the end of the log.</summary>
internal sealed class NamedLead(ScoringModel model)
{
    private readonly LeadFolder _folder = new(model);
    private List<LeadEvent>? _waiting;
    private List<LeadEvent>? _telling;

    /// <summary>How many events a machine seems to have made; known after <see cref="Complete"/>.</summary>
    public int Suspected { get; private set; }

    /// <summary>Adds an event.</summary>
    public void Add(LeadEvent e)
    {
        switch (SuspicionFinder.RoleOf(e))
        {
            case MailRole.Doubted:
                Suspected++;
                break;
            case MailRole.MayBeDoubted:
                (_waiting ??= []).Add(e);
                break;
            case MailRole.Tells:
                (_telling ??= []).Add(e);
                _folder.Add(e);
                break;
            default:
                _folder.Add(e);
                break;
        }
    }

    /// <summary>The lead of several names.</summary>
    /// <param name="others">Its other names; not to be used any more.</param>
    public FoldedLead Complete(IReadOnlyList<NamedLead> others)
    {
        foreach (var other in others)
        {
            (_waiting, _telling) = (Joined(_waiting, other._waiting), Joined(_telling, other._telling));
            Suspected += other.Suspected;
        }

        if (_waiting is { } waiting)
            Decide(waiting);
        return others.Aggregate(_folder.ToLead(), static (lead, other) => Join(lead, other._folder.ToLead()));
    }

    private void Decide(List<LeadEvent> waiting)
    {
        // The number stands for the key of the log: it tells the events apart, and nothing else is asked of it.
        var doubts = SuspicionFinder.Find(waiting.Concat(_telling ?? []).Select(static (e, index) => KeyValuePair.Create(index.ToString(CultureInfo.InvariantCulture), e)));
        for (var i = 0; i < waiting.Count; i++)
        {
            if (!doubts.IsEmpty && doubts.ContainsKey(i.ToString(CultureInfo.InvariantCulture)))
                Suspected++;
            else
                _folder.Add(waiting[i]);
        }

        (_waiting, _telling) = (null, null);
    }

    private static FoldedLead Join(FoldedLead left, FoldedLead right)
    {
        var hasClaims = left.Proven is not null || right.Proven is not null;
        // Before the signals are joined: where nothing is claimed, all of them are the proven ones.
        var proven = hasClaims ? Together((left.Proven ?? left) with { Signals = (left.Proven ?? left).Signals.Clone() }, right.Proven ?? right) : null;
        return Together(left, right) with { Proven = proven };
    }

    private static FoldedLead Together(FoldedLead left, FoldedLead right)
    {
        left.Signals.Join(right.Signals);
        return new FoldedLead(left.Signals, left.Profile.Join(right.Profile));
    }

    private static List<LeadEvent>? Joined(List<LeadEvent>? left, List<LeadEvent>? right)
    {
        if (left is null || right is null)
            return left ?? right;
        left.AddRange(right);
        return left;
    }
}
