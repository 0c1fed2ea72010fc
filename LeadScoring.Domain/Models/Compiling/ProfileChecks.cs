using System.Collections.Immutable;
using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>All conditions of a model that look at a profile, numbered, and the fields that they name.</summary>
internal sealed class ProfileChecks(EmailDomains lists, bool readsWritten, DayZone zone)
{
    private readonly List<ProfileField> _fields = [];
    private readonly List<Check<ProfileView>> _checks = [];

    public ProfileField[] Fields => [.. _fields];

    public Check<ProfileView>[] Checks => [.. _checks];

    /// <summary>Number of a condition; -1 for none, which always holds.</summary>
    public int Add(Condition? condition)
    {
        if (condition is null)
            return -1;
        _checks.Add(Check<ProfileView>.Compile(condition, Leaf));
        return _checks.Count - 1;
    }

    /// <summary>Number of a field.</summary>
    public int FieldOf(string name)
    {
        var index = _fields.FindIndex(field => field.Name == name);
        if (index >= 0)
            return index;
        _fields.Add(new ProfileField(name, lists));
        return _fields.Count - 1;
    }

    /// <summary>A test of a profile field.</summary>
    public ProfileTest Leaf(Condition.Test test) => new(FieldOf(test.Field), DerivedFieldTest.Compile(test, readsWritten, zone));
}
