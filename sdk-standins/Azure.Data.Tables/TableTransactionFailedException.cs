namespace Azure.Data.Tables;

/// <summary>A batch was refused as a whole; the index says which of its actions was the reason.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    internal const string IndexKey = "FailedEntity";

    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(requestFailedException.Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException)
    {
        foreach (var key in requestFailedException.Data.Keys)
            Data[key] = requestFailedException.Data[key];
        if (Data[IndexKey] is string text && int.TryParse(text, out var index))
            FailedTransactionActionIndex = index;
    }

    public int? FailedTransactionActionIndex { get; }
}
