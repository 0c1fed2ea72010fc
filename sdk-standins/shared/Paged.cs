namespace Azure.Storage.Standins;

/// <summary>Pages read one after the other, each by the continuation token of the one before.</summary>
/// <param name="read">Reads a page: its token (null for the first) and the size asked for.</param>
internal sealed class Paged<T>(Func<string, int?, Task<Page<T>>> read, int? size, CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken)
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = await read(continuationToken, pageSizeHint ?? size).ConfigureAwait(false);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (continuationToken is not null);
    }
}
