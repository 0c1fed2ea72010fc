using System.Collections.Immutable;
using System.Diagnostics;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Conditions;

/// <summary>A compiled condition on a subject: the fields of an event, of a profile, or the figures of an evaluation.</summary>
internal abstract class Check<TSubject>
    where TSubject : class
{
    public abstract bool Holds(TSubject subject, Day asOf);

    /// <summary>Whether the answer may change from day to day by itself.</summary>
    public virtual bool DependsOnDay => false;

    /// <summary>Compiles the structure; <paramref name="leaf"/> compiles a test of one field.</summary>
    public static Check<TSubject> Compile(Condition condition, Func<Condition.Test, Check<TSubject>> leaf) => condition switch
    {
        Condition.All { Items: [var only] } => Compile(only, leaf),
        Condition.Any { Items: [var only] } => Compile(only, leaf),
        Condition.All all => new AllOf(CompileAll(all.Items, leaf)),
        Condition.Any any => new AnyOf(CompileAll(any.Items, leaf)),
        Condition.Not not => new NotOf(Compile(not.Item, leaf)),
        Condition.Test test => leaf(test),
        _ => throw new UnreachableException(),
    };

    private static Check<TSubject>[] CompileAll(ImmutableArray<Condition> items, Func<Condition.Test, Check<TSubject>> leaf) =>
        [.. items.Select(item => Compile(item, leaf))];

    private sealed class AllOf(Check<TSubject>[] items) : Check<TSubject>
    {
        public override bool DependsOnDay { get; } = items.Any(item => item.DependsOnDay);

        public override bool Holds(TSubject subject, Day asOf)
        {
            foreach (var item in items)
            {
                if (!item.Holds(subject, asOf))
                    return false;
            }

            return true;
        }
    }

    private sealed class AnyOf(Check<TSubject>[] items) : Check<TSubject>
    {
        public override bool DependsOnDay { get; } = items.Any(item => item.DependsOnDay);

        public override bool Holds(TSubject subject, Day asOf)
        {
            foreach (var item in items)
            {
                if (item.Holds(subject, asOf))
                    return true;
            }

            return false;
        }
    }

    private sealed class NotOf(Check<TSubject> item) : Check<TSubject>
    {
        public override bool DependsOnDay => item.DependsOnDay;

        public override bool Holds(TSubject subject, Day asOf) => !item.Holds(subject, asOf);
    }
}
