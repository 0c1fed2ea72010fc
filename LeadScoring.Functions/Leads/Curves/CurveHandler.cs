using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Leads.Curves;

/// <summary>Answers <c>GET /api/v1/leads/{lead}/curve</c>: the score of every day from one reading of the log, by the request or, where the log is long, by the queue.</summary>
public sealed class CurveHandler(LeadAddress address, LeadStore leads, CurveQuery questions, CurveMaker maker, LogAnswers answers)
{
    /// <summary>A longer log is folded by the queue: a page that draws a chart does not wait for it.</summary>
    internal const long MostEventsAtOnce = 4000;

    /// <summary>The curve, or that it is being computed.</summary>
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
        if (read.State is not { Seq: > MostEventsAtOnce and var events })
            return Ok((await maker.Make(leadId, asked, cancellation)) with { UpTo = null });

        var (model, period) = asked;
        var message = new ReportMessage(leadId, model.Id, model.Version, period.Today, Traces.Parent, From: period.From, To: period.To);
        if (await answers.FindOrAsk(message, events, CurvesJson.Default.CurveAnswer, cancellation) is { } answer)
            return Ok(answer);
        return new JsonResult<ComputingCurve>(
            new ComputingCurve("computing", leadId, model.Id, model.Version, period.From, period.To, LogAnswers.RetryAfterSeconds), CurvesJson.Default.ComputingCurve, StatusCodes.Status202Accepted)
        {
            RetryAfterSeconds = LogAnswers.RetryAfterSeconds,
        };
    }

    private static JsonResult<CurveAnswer> Ok(CurveAnswer answer) => new(answer, CurvesJson.Default.CurveAnswer);
}
