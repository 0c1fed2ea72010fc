using System.Diagnostics.CodeAnalysis;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace LeadScoring.Tests.Sources;

/// <summary>Headers that remember which of them were asked for, in order.</summary>
internal sealed class RecordedHeaders : HeaderDictionary, IHeaderDictionary
{
    private readonly List<string> _asked = [];

    public RecordedHeaders(IEnumerable<KeyValuePair<string, string>> headers)
    {
        foreach (var (name, value) in headers)
            this[name] = value;
    }

    StringValues IHeaderDictionary.this[string key]
    {
        get
        {
            _asked.Add(key);
            return base[key];
        }
        set => base[key] = value;
    }

    bool IDictionary<string, StringValues>.TryGetValue(string key, [MaybeNullWhen(false)] out StringValues value)
    {
        _asked.Add(key);
        return base.TryGetValue(key, out value);
    }

    public override string ToString() => string.Join(' ', _asked);

    /// <summary>A request with these headers.</summary>
    public DefaultHttpContext Request()
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Headers = this });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new MemoryStream()));
        return new DefaultHttpContext(features);
    }
}
