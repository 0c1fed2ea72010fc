using LeadScoring.Domain.Signals.States;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>A rule ready for evaluation. Closed: the nested cases are all there are.</summary>
internal abstract class CompiledRule
{
    private CompiledRule() { }

    /// <summary>In the order of the model.</summary>
    public required int Index { get; init; }

    /// <summary>By the model's number of the category.</summary>
    public required int Category { get; init; }

    /// <summary>Tiers by the number of their condition.</summary>
    public sealed class Profile((int Check, long Points)[] tiers) : CompiledRule
    {
        public (int Check, long Points)[] Tiers => tiers;

        /// <summary>Points of the first tier that holds; null when none does.</summary>
        /// <param name="holds">By the model's number of the condition.</param>
        public long? PointsFor(bool[] holds)
        {
            foreach (var (check, points) in tiers)
            {
                if (holds[check])
                    return points;
            }

            return null;
        }
    }

    public sealed class Event(StateShape shape, int whileCheck, ValueTable values) : CompiledRule
    {
        public StateShape Shape => shape;

        public int While => whileCheck;

        public ValueTable Values => values;

        /// <summary>The model's number of the inactivity that takes from the matches; -1 for none.</summary>
        public required int Inactivity { get; init; }
    }

    /// <summary>Steps by falling bound.</summary>
    public sealed class Band(StateShape shape, int whileCheck, (Bound AtLeast, long Points)[] steps) : CompiledRule
    {
        public StateShape Shape => shape;

        public int While => whileCheck;

        public (Bound AtLeast, long Points)[] Steps => steps;
    }

    /// <summary>Steps by falling length.</summary>
    public sealed class Silence(int slot, bool orNever, (int ForDays, long Points)[] steps) : CompiledRule
    {
        /// <summary>Number of the silence in the signals.</summary>
        public int Slot => slot;

        public bool OrNever => orNever;

        public (int ForDays, long Points)[] Steps => steps;
    }

    public sealed class State(int slot, long points) : CompiledRule
    {
        /// <summary>Number of the newest event in the signals.</summary>
        public int Slot => slot;

        public long Points => points;
    }

    public sealed class Combination(int[] together, int within, ValueTable values) : CompiledRule
    {
        /// <summary>Indexes of rules.</summary>
        public int[] Together => together;

        /// <summary>In days; <see cref="int.MaxValue"/> for any time.</summary>
        public int Within => within;

        public ValueTable Values => values;

        public required int Inactivity { get; init; }
    }
}
