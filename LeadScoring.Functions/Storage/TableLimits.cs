using System.Text;

using Azure.Data.Tables;

using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Azure Table Storage's limits on rows and batches. Source: the pages on the data model and on entity group
/// transactions in its REST reference (learn.microsoft.com/rest/api/storageservices). Azurite does not check them all, so we do.
/// </summary>
internal static class TableLimits
{
    public const int ActionsPerBatch = 100;
    public const int RowBytes = 1024 * 1024;
    public const int BinaryBytes = 64 * 1024;
    public const int StringCharacters = 32 * 1024;
    public const int KeyCharacters = 512;
    public const int Properties = 252;

    /// <summary>Azure's limit is 4 MiB of the encoded request; binaries travel as base64 inside JSON, so we stay well below.</summary>
    public const int BatchBytes = 3 * 1024 * 1024;

    /// <summary>Refuses what Azure would refuse.</summary>
    /// <exception cref="StorageLimitException">A limit is broken.</exception>
    public static void Check(IReadOnlyList<TableTransactionAction> actions)
    {
        if (actions.Count is 0 or > ActionsPerBatch)
            throw new StorageLimitException($"A batch takes 1 to {ActionsPerBatch} actions, not {actions.Count}.");

        var partition = actions[0].Entity.PartitionKey;
        var rows = new HashSet<string>(actions.Count, StringComparer.Ordinal);
        long bytes = 0;
        foreach (var action in actions)
        {
            if (action.Entity.PartitionKey != partition)
                throw new StorageLimitException("A batch takes rows of one partition only.");
            if (!rows.Add(action.Entity.RowKey))
                throw new StorageLimitException($"A batch may name a row only once; '{action.Entity.RowKey}' is named twice.");
            if (action.ActionType == TableTransactionActionType.Delete)
                bytes += 512;
            else
                bytes += Check((TableEntity)action.Entity);
        }

        if (bytes > BatchBytes)
            throw new StorageLimitException($"A batch takes {BatchBytes} encoded bytes, not {bytes}.");
    }

    /// <summary>Refuses what Azure would refuse; returns the row's encoded size, an estimate from above.</summary>
    /// <exception cref="StorageLimitException">A limit is broken.</exception>
    public static int Check(TableEntity row)
    {
        CheckKey(row.PartitionKey);
        CheckKey(row.RowKey);
        if (row.Count > Properties + 4)
            throw new StorageLimitException($"A row takes {Properties} properties, not {row.Count}.");

        int stored = 0, encoded = 512;
        foreach (var (name, value) in row)
        {
            encoded += name.Length * 2 + 64;
            switch (value)
            {
                case byte[] binary when binary.Length > BinaryBytes:
                    throw new StorageLimitException($"A binary property takes {BinaryBytes} bytes; '{name}' has {binary.Length}.");
                case byte[] binary:
                    stored += binary.Length;
                    encoded += (binary.Length + 2) / 3 * 4;
                    break;
                case string text when text.Length > StringCharacters:
                    throw new StorageLimitException($"A string property takes {StringCharacters} characters; '{name}' has {text.Length}.");
                case string text:
                    stored += text.Length * 2;
                    encoded += Encoding.UTF8.GetByteCount(text) * 2;
                    break;
                default:
                    stored += 16;
                    encoded += 48;
                    break;
            }
        }

        if (stored > RowBytes)
            throw new StorageLimitException($"A row takes {RowBytes} bytes, not {stored}.");
        return encoded;
    }

    private static void CheckKey(string key)
    {
        if (key.Length is 0 or > KeyCharacters)
            throw new StorageLimitException($"A key has 1 to {KeyCharacters} characters, not {key.Length}.");
        foreach (var character in key)
        {
            if (character is '/' or '\\' or '#' or '?' || char.IsControl(character))
                throw new StorageLimitException($"A key must not contain the character U+{(int)character:X4}.");
        }
    }
}
