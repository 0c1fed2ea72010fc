using LeadScoring.Functions.Storage;

namespace LeadScoring.Tests.Kit.Fakes;

/// <summary>Tables of which the leads are others than those behind.</summary>
/// <param name="tables">What is behind.</param>
internal abstract class OtherLeads(ITables tables) : ITables
{
    public abstract ITable Leads { get; }

    public ITable Due => tables.Due;

    public ITable Board => tables.Board;

    public ITable Models => tables.Models;

    public ITable Rejected => tables.Rejected;

    public ITable Parked => tables.Parked;

    public ITable Reports => tables.Reports;

    public ITable Sources => tables.Sources;

    public ITable Audit => tables.Audit;

    public ITable Messages => tables.Messages;

    public Task CreateMissing(CancellationToken cancellation) => tables.CreateMissing(cancellation);
}
