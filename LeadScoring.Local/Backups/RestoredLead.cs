using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Local.Backups;

/// <summary>What follows from the rows of one lead: where it stands on the lists, when it is to be visited, and whether something about it waits.</summary>
/// <param name="id">The lead.</param>
/// <param name="active">The active version per model.</param>
internal sealed class RestoredLead(string id, IReadOnlyDictionary<string, int> active)
{
    /// <summary>
    /// This many numbers of messages are left out: what was told after the backup was taken has some of them, and another message under the same id would be taken for
    /// a repetition. Gaps mean nothing to receivers.
    /// </summary>
    public const int Gap = 1000;

    private readonly Dictionary<string, ModelState> _models = new(StringComparer.Ordinal);
    private LeadState? _state;
    private bool _waits;

    public string Id => id;

    /// <summary>Whether events or messages wait, or nothing was decided yet.</summary>
    public bool Waits => _waits || _state is { Undecided: true };

    /// <summary>Models for which the lead's figures have to be rebuilt: those of a version that came since, or a rebuild that was under way.</summary>
    public IEnumerable<string> Outdated => _state is null or { ErasedAt: not null } || _state.Seq == 0
        ? []
        : active.Where(model => !_models.TryGetValue(model.Key, out var row) || row.Building is not null || row.Version < model.Value || row.Revision < _state.Revision).Select(static model => model.Key);

    /// <summary>Takes one of its rows; returns it as it is to be written.</summary>
    public TableEntity Take(TableEntity row)
    {
        var key = row.RowKey;
        _waits |= key.StartsWith(RowKeys.PendingPrefix, StringComparison.Ordinal) || key.StartsWith(RowKeys.OutboxPrefix, StringComparison.Ordinal);
        try
        {
            if (key.StartsWith(RowKeys.ModelPrefix, StringComparison.Ordinal))
                _models[key[RowKeys.ModelPrefix.Length..]] = LeadRows.ReadModel(row);
            if (key != RowKeys.Lead)
                return row;
            _state = LeadRows.ReadState(row);
            return WithGap(row);
        }
        catch (CorruptStateException corrupt) when (corrupt is not NewerStateException)
        {
            // Restored as it is: the lead is parked, as it was.
            return row;
        }
    }

    /// <summary>Its rows of the index of nights. One that is there already is filed again: a visit too many changes nothing.</summary>
    public IEnumerable<TableEntity> Due()
    {
        if (_state is not { ErasedAt: null } state)
            yield break;
        if ((state.Night.Indexed ?? state.Night.Due) is { } night)
            yield return DueRows.Night(night, id);
        if ((state.Deadline.Indexed ?? state.Deadline.Due) is { } deadline)
            yield return DueRows.Entity(deadline, id);
    }

    /// <summary>Its rows of the lists.</summary>
    public IEnumerable<TableEntity> Board() =>
        _state is { ErasedAt: null } state
            ? [.. state.Board.Select(place => BoardRows.Entity(place.Key, place.Value, id)), .. (state.Terms ?? []).Select(term => SearchRows.Entity(term, id))]
            : [];

    // By its text, so that members that this version does not know stay.
    private static TableEntity WithGap(TableEntity row)
    {
        var json = JsonNode.Parse(row.GetBytes("d")!)!.AsObject();
        json["facts"] = (json["facts"]?.GetValue<int>() ?? 0) + Gap;
        foreach (var name in row.Keys.Where(static name => name.StartsWith('d') && name.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0).ToList())
            row.Remove(name);
        row.SetBytes("d", Encoding.UTF8.GetBytes(json.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })));
        return row;
    }
}
