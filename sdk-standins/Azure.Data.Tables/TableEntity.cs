using System.Collections;
using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>An entity as a dictionary of its properties, the system ones (keys, Timestamp, ETag) included.</summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    internal const string ETagName = "odata.etag";

    private readonly Dictionary<string, object> _properties;

    public TableEntity() => _properties = [];

    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values) => _properties = values is null ? [] : new(values);

    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey));
        set => _properties[nameof(PartitionKey)] = value;
    }

    public string RowKey
    {
        get => GetString(nameof(RowKey));
        set => _properties[nameof(RowKey)] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(nameof(Timestamp));
        set => _properties[nameof(Timestamp)] = value;
    }

    public ETag ETag
    {
        get => new(GetString(ETagName));
        set => _properties[ETagName] = value.ToString();
    }

    public int Count => _properties.Count;

    public ICollection<string> Keys => _properties.Keys;

    ICollection<object> IDictionary<string, object>.Values => _properties.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    public object this[string key]
    {
        get => _properties.GetValueOrDefault(Named(key));
        set => _properties[Named(key)] = value is not null && _properties.TryGetValue(key, out var old) && old is not null ? Coerce(old, value) : value;
    }

    public string GetString(string key) => this[key] switch
    {
        DateTimeOffset value => value.UtcDateTime.ToString("o", CultureInfo.InvariantCulture),
        DateTime value => value.ToUniversalTime().ToString("o", CultureInfo.InvariantCulture),
        var value => As<string>(value),
    };

    public byte[] GetBinary(string key) => this[key] is BinaryData data ? data.ToArray() : As<byte[]>(this[key]);

    public BinaryData GetBinaryData(string key) => this[key] is byte[] bytes ? new BinaryData(bytes) : As<BinaryData>(this[key]);

    public bool? GetBoolean(string key) => As<bool?>(this[key]);

    public DateTime? GetDateTime(string key) => this[key] is DateTimeOffset value ? value.UtcDateTime : As<DateTime?>(this[key]);

    public DateTimeOffset? GetDateTimeOffset(string key) => this[key] is DateTime value ? new DateTimeOffset(value.ToUniversalTime()) : As<DateTimeOffset?>(this[key]);

    public double? GetDouble(string key) => As<double?>(this[key]);

    public Guid? GetGuid(string key) => As<Guid?>(this[key]);

    public int? GetInt32(string key) => As<int?>(this[key]);

    public long? GetInt64(string key) => this[key] is int value ? value : As<long?>(this[key]);

    public void Add(string key, object value) => this[key] = value;

    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    public bool Remove(string key) => _properties.Remove(key);

    public bool TryGetValue(string key, out object value) => _properties.TryGetValue(key, out value);

    public void Clear() => _properties.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => this[item.Key] = item.Value;

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => _properties.Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) => ((ICollection<KeyValuePair<string, object>>)_properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) => ((ICollection<KeyValuePair<string, object>>)_properties).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _properties.GetEnumerator();

    /// <summary>The properties without an enumerator's allocation and without the indexer's coercion.</summary>
    internal Dictionary<string, object> Properties => _properties;

    private static string Named(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return key;
    }

    private static T As<T>(object value) => value switch
    {
        null => default,
        T typed => typed,
        _ => throw new InvalidOperationException($"Cannot return {typeof(T)} type for a {value.GetType()} typed property."),
    };

    // A property keeps its type while it has a value; only whole numbers widen.
    private static object Coerce(object old, object value) => (old, value) switch
    {
        (int, long or double) => value,
        (long, int number) => (long)number,
        (double, int number) => (double)number,
        _ when old.GetType() == value.GetType() => value,
        _ => throw new InvalidOperationException($"Value ({old.GetType()}) {old} is not convertible to ({value.GetType()}) {value}."),
    };
}
