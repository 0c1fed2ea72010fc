using LeadScoring.Domain.Audit;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Audit;

/// <summary>A lead's decisions and reports under the model <c>sales</c>; hours count from <see cref="Start"/>.</summary>
internal static class Past
{
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double hours) => Start.AddHours(hours);

    /// <summary>A hand-off by a route with a response time of so many hours; null = none agreed.</summary>
    public static PastDecision Qualified(int number, double at, double? respondWithin = 48, int epoch = 1, string route = "hot", string model = "sales") =>
        Decided(number, at, new Decision.Qualified(epoch, EpochCause.Route, route, Destination.Sales, Due(at, respondWithin), 6, null), model);

    public static PastDecision Upgraded(int number, double at, double? respondWithin = 48, int epoch = 1) =>
        Decided(number, at, new Decision.Upgraded(epoch, "warm", "hot", Destination.Sales, Due(at, respondWithin), 6));

    public static PastDecision Decided(int number, double at, Decision decision, string model = "sales") =>
        new(number, model, 1, At(at), decision, number * 10, Day.Of(At(at)));

    /// <summary>What sales reports; by default long after it was decided.</summary>
    public static LoggedFeedback Report(string kind, double at, int? epoch = null, string? model = null, long seq = 1000) =>
        new(new Domain.Decisions.Feedback(Domain.Decisions.Feedback.KindOf(kind)!.Value, At(at), model, epoch, null), seq);

    private static DateTimeOffset? Due(double at, double? respondWithin) => respondWithin is { } hours ? At(at + hours) : null;
}
