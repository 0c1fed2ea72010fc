using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Conditions;

internal sealed class ProfileTest(int field, TextTest test) : Check<ProfileView>
{
    public override bool DependsOnDay => test.DependsOnDay;

    public override bool Holds(ProfileView subject, Day asOf) => test.Holds(ref subject[field], asOf);
}
