using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Conditions;

/// <summary>The profile fields that a model names, normalised for its conditions. Scratch memory: loaded again for each profile.</summary>
internal sealed class ProfileView(ProfileField[] fields)
{
    private readonly TextValue[] _values = new TextValue[fields.Length];
    private LeadProfile? _loaded;

    /// <summary>By the model's number of the field.</summary>
    public ref TextValue this[int field] => ref _values[field];

    public void Load(LeadProfile profile)
    {
        if (ReferenceEquals(profile, _loaded))
            return;
        for (var i = 0; i < fields.Length; i++)
            fields[i].Read(profile, ref _values[i]);
        _loaded = profile;
    }

    public bool IsKnown(int field) => fields[field].IsKnown(ref _values[field]);
}
