using System.Collections.Concurrent;

using LeadScoring.Domain.Scoring;

namespace LeadScoring.Functions.Rescore;

/// <summary>
/// Which rebuild this process asked for last, by lead. Every visit of a lead finds the same signals outdated until they are built: asked for by each visit, under each
/// of many models, they would fill the queue. One rebuild of a lead is on its way at a time; it ends with a visit, which asks for the next.
/// </summary>
/// <param name="clock">Decides how long ago it was.</param>
public sealed class RebuildAsks(TimeProvider clock)
{
    /// <summary>A message that is lost is made up for by a visit after this time.</summary>
    internal static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, Asked> _asked = new(StringComparer.Ordinal);

    /// <summary>The model whose rebuild is to be asked for now; null while another is on its way.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="outdated">The models whose signals are outdated.</param>
    /// <param name="revision">The lead's.</param>
    public VersionedModel? Next(string lead, IReadOnlyList<VersionedModel> outdated, int revision)
    {
        if (outdated.Count == 0)
            return null;
        if (!_asked.TryGetValue(lead, out var last))
            return outdated[0];
        var place = outdated.TakeWhile(model => model.Id != last.Model).Count();
        var isStillOutdated = place < outdated.Count;
        // One that fails again and again does not hold the others up for longer.
        if (clock.GetElapsedTime(last.At) >= Memory)
            return isStillOutdated ? outdated[(place + 1) % outdated.Count] : outdated[0];
        var hasFailed = isStillOutdated && outdated[place].Version == last.Version && revision == last.Revision;
        return last.HasArrived && !hasFailed ? outdated[0] : null;
    }

    /// <summary>It was asked for now.</summary>
    public void Note(string lead, VersionedModel model, int revision)
    {
        if (_asked.Count >= Most)
            Forget();
        _asked[lead] = new Asked(model.Id, model.Version, revision, clock.GetTimestamp(), HasArrived: false);
    }

    /// <summary>The message is worked on.</summary>
    public void Arrive(string lead)
    {
        if (_asked.TryGetValue(lead, out var asked))
            _asked.TryUpdate(lead, asked with { HasArrived = true }, asked);
    }

    // What is forgotten too early is asked for once more.
    private void Forget()
    {
        foreach (var (lead, asked) in _asked)
        {
            if (clock.GetElapsedTime(asked.At) >= Memory)
                _asked.TryRemove(lead, out _);
        }

        if (_asked.Count >= Most)
            _asked.Clear();
    }

    private readonly record struct Asked(string Model, int Version, int Revision, long At, bool HasArrived);
}
