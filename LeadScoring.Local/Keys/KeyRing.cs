using LeadScoring.Functions.Access;
using LeadScoring.Functions.Access.Callers;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Keys;

/// <summary>The named keys of a data folder: made, replaced and removed in its file.</summary>
/// <param name="path">The file, <c>access.json</c>.</param>
/// <param name="clock">Dates them.</param>
internal sealed class KeyRing(string path, TimeProvider clock)
{
    /// <summary>The slots of a name, between which its keys alternate.</summary>
    public static IReadOnlyList<string> Slots { get; } = ["current", "next"];

    /// <summary>All keys, by name and slot.</summary>
    /// <exception cref="StartException">The file has something that is no key.</exception>
    public IReadOnlyList<AccessKey> List() =>
        [.. AccessFile.Read(path).SelectMany(name => name.Value.Select(slot => AccessKeyText.Read(name.Key, slot.Key, slot.Value, out _) ?? throw AccessFile.Broken(path, null)))];

    /// <summary>Makes a key for a new caller.</summary>
    /// <exception cref="StartException">The name has a key already.</exception>
    public NewKey Create(string name, IReadOnlyList<Role> roles, TimeSpan? validFor)
    {
        if (List().Any(key => key.Name == name))
            throw new StartException("LS-KEYS-001", $"The caller '{name}' has a key already.", $"Replace it with `leads keys rotate {name}`, or choose another name.");
        return Save(NewKey.Create(name, Slots[0], roles, validFor, clock));
    }

    /// <summary>Makes a second key for a caller; the first counts for a time.</summary>
    /// <exception cref="StartException">There is no such caller, or both slots are taken by keys that count.</exception>
    public NewKey Rotate(string name, TimeSpan overlap, TimeSpan? validFor)
    {
        var now = clock.GetUtcNow();
        var all = List().Where(key => key.Name == name).ToList();
        if (all.Count == 0)
            throw Unknown(name);
        var old = all.Where(key => key.IsActive(now)).ToList();
        if (old.Count == Slots.Count)
            throw new StartException("LS-KEYS-003", $"Both keys of '{name}' still count, so there is no place for a third.", $"Remove the older one first: `leads keys revoke {name} --slot {old.OrderBy(static key => key.NotAfter ?? DateTimeOffset.MaxValue).First().Slot}`.");
        var last = old.FirstOrDefault() ?? all[0];
        var made = NewKey.Create(name, Slots.First(slot => old.TrueForAll(key => key.Slot != slot)), last.Roles, validFor, clock);
        var keys = AccessFile.Read(path);
        foreach (var key in old)
            keys[name][key.Slot] = AccessKeyText.Write(key with { NotAfter = key.NotAfter < now + overlap ? key.NotAfter : now + overlap });
        AccessFile.Write(path, keys);
        return Save(made);
    }

    /// <summary>Removes the keys of a caller, or that of one slot.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="StartException">There is none.</exception>
    public int Revoke(string name, string? slot)
    {
        var keys = AccessFile.Read(path);
        if (!keys.TryGetValue(name, out var slots) || (slot is not null && !slots.ContainsKey(slot)))
            throw Unknown(name);
        var removed = slot is null ? slots.Count : 1;
        if (slot is not null)
            slots.Remove(slot);
        if (slot is null || slots.Count == 0)
            keys.Remove(name);
        AccessFile.Write(path, keys);
        return removed;
    }

    private NewKey Save(NewKey made)
    {
        var keys = AccessFile.Read(path);
        if (!keys.TryGetValue(made.Stored.Name, out var slots))
            keys.Add(made.Stored.Name, slots = new(StringComparer.Ordinal));
        slots[made.Stored.Slot] = AccessKeyText.Write(made.Stored);
        AccessFile.Write(path, keys);
        return made;
    }

    private StartException Unknown(string name) => new(
        "LS-KEYS-002", $"There is no such key of '{name}' in {path}.", "Use a name and a slot that `leads keys list` shows. The keys of keys.json are made with the data folder: change them there while the app is stopped.");
}
