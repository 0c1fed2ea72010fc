using System.Collections.Immutable;

using LeadScoring.CrmConnector.Mapping;
using LeadScoring.CrmConnector.Messages;

namespace LeadScoring.CrmConnector.Crm;

/// <summary>What a message does to the CRM. Applied twice, or after a newer one, it does nothing more.</summary>
internal static class LeadUpsert
{
    private static readonly MessagePath Epoch = MessagePath.Parse("data.epoch", out _)!;

    /// <param name="values">Its fields by the mapping; not looked at for erasures and merges.</param>
    /// <returns>Whether the message was newer than what the CRM has.</returns>
    public static bool Apply(CrmTable table, LeadMessage message, ImmutableArray<MappedValue> values)
    {
        switch (message.Type)
        {
            case LeadTypes.Erased:
                Erase(table, message);
                return true;
            case LeadTypes.Merged:
                Merge(table, message, Into(message));
                return true;
            default:
                return Update(table, message, values);
        }
    }

    private static bool Update(CrmTable table, LeadMessage message, ImmutableArray<MappedValue> values)
    {
        if (table.Gone.Covers(message.Lead, message.Sequence) || table.Find(message.Lead, message.Model)?.Sequence >= message.Sequence)
            return false;
        var row = table.FindOrAdd(message.Lead, message.Model);
        foreach (var (field, value, fallback) in values)
        {
            if (value is { Length: > 0 })
                row[field] = SafeCell.Of(value);
            else if (value is not null)
                row[field] = SafeCell.Of(fallback ?? "");
            else if (row[field].Length == 0)
                row[field] = SafeCell.Of(fallback ?? "");
        }

        if (Epoch.Read(message.Event) is { } epoch)
            row[CrmColumns.Epoch] = epoch;
        row.SetNumber(CrmColumns.Sequence, message.Sequence);
        return true;
    }

    // Not only when the message is new: a crash may have come between noting the lead and removing its rows.
    private static void Erase(CrmTable table, LeadMessage message)
    {
        table.Gone.Add(message.Lead, message.Sequence);
        foreach (var row in table.Of(message.Lead).Where(row => row.Sequence <= message.Sequence))
            table.Remove(row);
    }

    /// <summary>
    /// A row goes over to the lead that goes on, unless that has its own under the model: then only what people typed goes over, into cells
    /// that are empty there. The sequences of two leads cannot be compared: the row begins at 0, and the next message of its new lead counts.
    /// </summary>
    private static void Merge(CrmTable table, LeadMessage message, string into)
    {
        table.Gone.Add(message.Lead, message.Sequence);
        foreach (var row in table.Of(message.Lead).Where(row => row.Sequence <= message.Sequence))
        {
            if (table.Find(into, row.Model) is not { } goesOn)
            {
                table.Hand(row, into);
                row.SetNumber(CrmColumns.Sequence, 0);
                continue;
            }

            if (goesOn[CrmColumns.Outcome].Length == 0)
            {
                foreach (var column in CrmColumns.Inputs)
                    goesOn[column] = row[column];
            }

            foreach (var column in table.PeoplesColumns.Where(column => goesOn[column].Length == 0))
                goesOn[column] = row[column];
            table.Remove(row);
        }
    }

    private static string Into(LeadMessage message) => message.Event.GetProperty("data"u8).GetProperty("into"u8).GetString()!;
}
