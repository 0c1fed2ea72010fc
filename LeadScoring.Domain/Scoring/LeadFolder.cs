using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;

namespace LeadScoring.Domain.Scoring;

/// <summary>Folds events into a lead, and those that are proven into one by themselves from the first claim on. In any order; each event once.</summary>
/// <param name="model">Whose signals are folded.</param>
public sealed class LeadFolder(ScoringModel model)
{
    private readonly LeadSignals _signals = new(model);
    private readonly ProfileFolder _profile = new();
    private LeadSignals? _provenSignals;
    private ProfileFolder? _provenProfile;

    /// <summary>Adds an event that counts.</summary>
    public void Add(LeadEvent e)
    {
        // Until now everything was proven: nothing is folded twice for a lead without claims.
        if (e.IsClaimed && _provenSignals is null)
            (_provenSignals, _provenProfile) = (_signals.Clone(), _profile.Clone());
        _signals.Apply(e);
        _profile.Add(e);
        if (e.IsClaimed)
            return;
        _provenSignals?.Apply(e);
        _provenProfile?.Add(e);
    }

    /// <summary>The lead, with what the proven events alone give where some are claimed.</summary>
    public FoldedLead ToLead() => new(_signals, _profile.ToProfile())
    {
        Proven = _provenSignals is null ? null : new FoldedLead(_provenSignals, _provenProfile!.ToProfile()),
    };
}
