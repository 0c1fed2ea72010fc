using LeadScoring.CrmConnector.Crm;

namespace LeadScoring.CrmConnector.Feedback;

/// <summary>
/// Sends the outcomes that salespeople wrote into the file, and writes the answers beside them. The order is send, then clear the cells: a
/// crash in between sends the same id again, which the app knows. The other order would lose an outcome.
/// </summary>
internal sealed partial class OutcomeSync(CrmFile crm, IFeedback feedback, TimeProvider time, ILogger<OutcomeSync> logger)
{
    // What was answered and is not in the file yet, or stands there as refused: neither is sent again.
    private readonly Dictionary<string, (Outcome Outcome, FeedbackAnswer Answer)> _answers = new(StringComparer.Ordinal);

    // What could not be sent the last time. It goes last, so that one that never can does not keep the others.
    private readonly HashSet<string> _late = new(StringComparer.Ordinal);

    // The file as it was when there was nothing left to do.
    private FileStamp? _seen;

    /// <summary>Looks at the file once.</summary>
    /// <returns>How long the app wants to be left alone; null when all is sent.</returns>
    /// <exception cref="CrmFileBusyException">The file cannot be read or written for now; what was answered is kept for the next round.</exception>
    public async Task<TimeSpan?> Round(CancellationToken cancellation)
    {
        var stamp = crm.Stamp;
        if (stamp is null || stamp == _seen)
            return null;

        var outcomes = crm.Read().Rows.Select(Outcome.In).OfType<Outcome>().DistinctBy(static outcome => (outcome.Lead, outcome.Model)).ToList();
        var later = await SendNew(outcomes, cancellation);
        await crm.Change(WriteAnswers, cancellation);
        Forget(outcomes);
        // What was written just now is seen in the next round; what could not be sent is tried again.
        _seen = later is null ? stamp : null;
        return later;
    }

    private async Task<TimeSpan?> SendNew(List<Outcome> outcomes, CancellationToken cancellation)
    {
        foreach (var outcome in outcomes.Where(outcome => !_answers.ContainsKey(outcome.Id)).OrderBy(outcome => _late.Contains(outcome.Id)).ToList())
        {
            var answer = outcome.Problem() is { } problem ? new FeedbackAnswer.Refused(problem) : await feedback.Send(outcome, cancellation);
            if (answer is FeedbackAnswer.Later later)
            {
                _late.Add(outcome.Id);
                LogLater(outcome.Id, outcome.Lead, later.Why);
                return later.After ?? TimeSpan.Zero;
            }

            _answers[outcome.Id] = (outcome, answer);
            if (answer is FeedbackAnswer.Taken)
                LogTaken(outcome.Id, outcome.Lead, outcome.Model, outcome.Kind);
            else
                LogRefused(outcome.Id, outcome.Lead, outcome.Model);
        }

        return null;
    }

    private void WriteAnswers(CrmTable table)
    {
        foreach (var (outcome, answer) in _answers.Values)
        {
            // Erased or deleted meanwhile.
            if (table.Find(outcome.Lead, outcome.Model) is not { } row)
                continue;
            var asSent = outcome.StandsIn(row);
            if (answer is FeedbackAnswer.Refused refused && asSent)
                row[CrmColumns.Error] = SafeCell.Of(refused.Why);
            else if (answer is FeedbackAnswer.Taken && row.Number(CrmColumns.Count) == outcome.Count)
                Take(row, outcome, clear: asSent);
        }
    }

    // With the cells the count: an outcome that is written next is another one, also when it reads the same.
    private void Take(CrmRow row, Outcome outcome, bool clear)
    {
        row[CrmColumns.LastOutcome] = outcome.Kind;
        row[CrmColumns.LastOutcomeAt] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        row.SetNumber(CrmColumns.Count, outcome.Count + 1);
        row[CrmColumns.Error] = "";
        // What was written over it meanwhile is the next outcome.
        if (!clear)
            return;
        foreach (var column in CrmColumns.Inputs)
            row[column] = "";
    }

    // Written down: the taken are counted in the file, and of the refused only those count that still stand there.
    private void Forget(List<Outcome> outcomes)
    {
        var kept = outcomes.Select(static outcome => outcome.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, (_, answer)) in _answers)
        {
            if (answer is FeedbackAnswer.Taken || !kept.Contains(id))
                _answers.Remove(id);
        }

        _late.RemoveWhere(id => !kept.Contains(id));
    }

    [LoggerMessage(9101, LogLevel.Information, "Feedback {FeedbackId} about lead {LeadId} under {Model} is taken: {Kind}.")]
    private partial void LogTaken(string feedbackId, string leadId, string model, string kind);

    [LoggerMessage(9102, LogLevel.Warning, "Feedback {FeedbackId} about lead {LeadId} under {Model} is refused; the reason is in the row.")]
    private partial void LogRefused(string feedbackId, string leadId, string model);

    [LoggerMessage(9103, LogLevel.Warning, "Feedback {FeedbackId} about lead {LeadId} is sent again later: {Why}.")]
    private partial void LogLater(string feedbackId, string leadId, string why);
}
