using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Profiles;

/// <summary>A test of one profile field.</summary>
internal sealed class ProfileTest(int field, TextTest test) : Check<ProfileView>
{
    public override bool DependsOnDay => test.DependsOnDay;

    public override bool Holds(ProfileView subject, Day asOf) => test.Holds(ref subject[field], asOf);
}
