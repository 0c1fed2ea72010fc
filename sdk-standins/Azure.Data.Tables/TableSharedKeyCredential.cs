namespace Azure.Data.Tables;

public class TableSharedKeyCredential
{
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountName);
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        AccountName = accountName;
        Key = Convert.FromBase64String(accountKey);
    }

    public string AccountName { get; }

    internal byte[] Key { get; }
}
