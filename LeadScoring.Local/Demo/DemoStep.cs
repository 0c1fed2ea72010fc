using System.Collections.Immutable;

using LeadScoring.Local.Demo.Leads;

namespace LeadScoring.Local.Demo;

/// <summary>An instant of the demo at which the app's clock stands still for a moment, and what is done at it.</summary>
/// <param name="Day">Which of the ninety days, from 1.</param>
/// <param name="At">What the clock shows.</param>
/// <param name="Night">The night is run.</param>
/// <param name="Deadlines">Response times are looked after.</param>
/// <param name="Events">What has happened since the step before; none is later than <paramref name="At"/>.</param>
internal sealed record DemoStep(int Day, DateTimeOffset At, bool Night, bool Deadlines, ImmutableArray<DemoEvent> Events);
