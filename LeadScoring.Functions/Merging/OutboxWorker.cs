using System.Diagnostics;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Merging;

/// <summary>Does the work of an outbox that is not a message.</summary>
public sealed class OutboxWorker(LeadMerger merger, BrowserMerger browsers, LeadCopier copier, LeadForwarder forwarder, LeadUnmerger unmerger, LeadEraser eraser)
{
    /// <summary>Does it; once more does no harm.</summary>
    /// <param name="leadId">The lead whose outbox it is.</param>
    /// <param name="row">The row that asks for it.</param>
    /// <param name="work">What the row asks for.</param>
    /// <param name="cancellation">Ends the work; it is begun again.</param>
    public async Task Do(string leadId, OutboxRow row, OutboxWork work, CancellationToken cancellation)
    {
        using var span = Traces.Start(NameOf(work));
        span?.SetTag(SpanTags.Lead, leadId);
        await Start(leadId, row, work, cancellation);
    }

    private Task Start(string leadId, OutboxRow row, OutboxWork work, CancellationToken cancellation) => work switch
    {
        OutboxWork.Merge { At: { } at } signIn => browsers.SignIn(signIn.Lead, leadId, at, cancellation),
        OutboxWork.Merge merge => browsers.Merge(merge.Lead, leadId, merge.Moves, cancellation),
        OutboxWork.ChangeAddress change => merger.ChangeAddress(leadId, change.Email, change.At, cancellation),
        OutboxWork.JoinId join => merger.JoinId(leadId, join.ExternalId, cancellation),
        OutboxWork.CopyLog copy => copier.Copy(leadId, row, copy, cancellation),
        OutboxWork.ForwardEvents forward => forwarder.Forward(leadId, forward, cancellation),
        OutboxWork.Unmerge unmerge => unmerger.Unmerge(leadId, unmerge.From, unmerge.IsCut, cancellation),
        OutboxWork.Recall recall => unmerger.Recall(leadId, recall.From, cancellation),
        OutboxWork.Erase erase => eraser.Finish(leadId, erase, cancellation),
        _ => throw new UnreachableException(work.GetType().Name),
    };

    private static string NameOf(OutboxWork work) => work switch
    {
        OutboxWork.Merge => "merge",
        OutboxWork.ChangeAddress => "move",
        OutboxWork.JoinId => "join",
        OutboxWork.CopyLog => "copy",
        OutboxWork.ForwardEvents => "forward",
        OutboxWork.Unmerge => "unmerge",
        OutboxWork.Recall => "recall",
        OutboxWork.Erase => "erase",
        _ => throw new UnreachableException(work.GetType().Name),
    };
}
