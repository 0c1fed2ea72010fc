using System.Diagnostics;

using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Identity;

/// <summary>Does the work of an outbox that is not a message.</summary>
public sealed class OutboxWorker(LeadMerger merger, LeadCopier copier, LeadForwarder forwarder, LeadReleaser releaser, LeadEraser eraser)
{
    /// <summary>Does it; once more does no harm.</summary>
    public async Task Do(string leadId, OutboxRow row, CancellationToken cancellation)
    {
        using var span = Traces.Start(NameOf(row.Work));
        span?.SetTag(SpanTags.Lead, leadId);
        await Work(leadId, row, cancellation);
    }

    private Task Work(string leadId, OutboxRow row, CancellationToken cancellation) => row.Work switch
    {
        OutboxWork.Link link => merger.Merge(link.Lead, leadId, link.Moves, cancellation),
        OutboxWork.Move move => merger.Move(leadId, move.Email, cancellation),
        OutboxWork.Copy copy => copier.Copy(leadId, row, copy, cancellation),
        OutboxWork.Forward forward => forwarder.Forward(leadId, forward, cancellation),
        OutboxWork.Release release => releaser.Release(leadId, release.From, cancellation),
        OutboxWork.Erase erase => eraser.Finish(leadId, erase, cancellation),
        _ => throw new UnreachableException(row.Work.GetType().Name),
    };

    private static string NameOf(OutboxWork work) => work switch
    {
        OutboxWork.Link => "merge",
        OutboxWork.Move => "move",
        OutboxWork.Copy => "copy",
        OutboxWork.Forward => "forward",
        OutboxWork.Release => "unmerge",
        OutboxWork.Erase => "erase",
        _ => throw new UnreachableException(work.GetType().Name),
    };
}
