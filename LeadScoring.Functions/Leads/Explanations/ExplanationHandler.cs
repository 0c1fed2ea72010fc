using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Leads.Explanations;

/// <summary>
/// Answers <c>GET /api/v1/leads/{lead}/explanation</c>. From the newest event's day on the signals answer, if they are of the version asked for and nothing about the lead is claimed; an earlier day,
/// another version, or a lead of whom strangers told, is folded from the log. The log also says which events are behind a line; one that is too long for a request does not.
/// </summary>
public sealed class ExplanationHandler(
    LeadAddress address, LeadStore leads, ExplanationQuery questions, LogFold fold, LogAnswers answers)
{
    /// <summary>A longer log is folded by the queue.</summary>
    internal const long MostEventsAtOnce = 20_000;

    /// <summary>The figures of a day with their ledger.</summary>
    public async Task<IActionResult> Handle(string lead, IQueryCollection query, CancellationToken cancellation)
    {
        if (address.IdOf(lead) is not { } leadId)
            return LeadAddress.Unknown.ToResult();
        var read = await leads.Read(leadId, cancellation);
        if (read.IsUnknown)
            return LeadAddress.Unknown.ToResult();

        var (asked, problem) = await questions.Read(query, read, cancellation);
        if (asked is null)
            return problem!.ToResult();
        if (read.State is not { } state)
            return Ok(Explanations.Of(leadId, asked.Model, new FoldedLead(new LeadSignals(asked.Model.Model), LeadProfile.Empty), asked.AsOf, null));
        // What is explained is what is stored, so that the lead and its explanation never differ.
        if (FromSignals(read, state, asked) is { } known)
            return Ok(Explanations.Of(leadId, asked.Model, known, asked.AsOf, state.Seq <= MostEventsAtOnce ? await fold.Evidence(leadId, asked.Model, asked.AsOf, cancellation) : null));
        if (state.Seq > MostEventsAtOnce)
            return await FromReport(leadId, asked, state.Seq, cancellation);
        var (folded, _, evidence) = await fold.Run(leadId, asked.Model, asked.AsOf, cancellation);
        return Ok(Explanations.Of(leadId, asked.Model, folded, asked.AsOf, evidence));
    }

    private static FoldedLead? FromSignals(LeadRead read, LeadState state, AskedExplanation asked)
    {
        // Signals do not tell claims from proof: the log does.
        if (state.Profile.HasClaims || asked.AsOf < asked.Model.Model.Zone.DayOf(state.NewestAt)
            || read.Models.GetValueOrDefault(asked.Model.Id) is not { Signals: { } bytes } row || row.Version != asked.Model.Version)
            return null;
        var signals = CurrentScores.Signals(read.LeadId, bytes, asked.Model);
        // The rules of the zone may be others than when they were folded.
        return signals.HasOtherRules || asked.AsOf < signals.NewestEventDay ? null : new FoldedLead(signals, state.Profile);
    }

    private async Task<IActionResult> FromReport(string leadId, AskedExplanation asked, long events, CancellationToken cancellation)
    {
        var (model, asOf) = asked;
        var message = new ReportMessage(leadId, model.Id, model.Version, asOf, Traces.Parent);
        if (await answers.FindOrAsk(message, events, ExplanationsJson.Default.ExplanationAnswer, cancellation) is { } answer)
            return Ok(answer);
        return new JsonResult<ComputingAnswer>(
            new ComputingAnswer("computing", leadId, model.Id, model.Version, asOf, LogAnswers.RetryAfterSeconds), ExplanationsJson.Default.ComputingAnswer, StatusCodes.Status202Accepted)
        {
            RetryAfterSeconds = LogAnswers.RetryAfterSeconds,
        };
    }

    private static JsonResult<ExplanationAnswer> Ok(ExplanationAnswer answer) => new(answer, ExplanationsJson.Default.ExplanationAnswer);
}

/// <param name="Model">The model in the version asked for.</param>
/// <param name="AsOf">The day.</param>
public sealed record AskedExplanation(VersionedModel Model, Day AsOf);
