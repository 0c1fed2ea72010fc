using System.Xml;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Storage.Queues;

/// <summary>Reads <c>&lt;Error&gt;&lt;Code&gt;..&lt;/Code&gt;&lt;Message&gt;..&lt;/Message&gt;&lt;/Error&gt;</c>; the code stands in a header too.</summary>
internal sealed class QueueErrors : RequestFailedDetailsParser
{
    private static readonly QueueErrors Instance = new();

    public static RequestFailedException Of(Response response) => new(response, null, Instance);

    public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
    {
        data = null;
        response.Headers.TryGetValue("x-ms-error-code", out var code);
        string message = null;
        try
        {
            if (response.ContentStream is not null && response.Content.ToMemory() is { IsEmpty: false })
            {
                var root = XDocument.Load(response.Content.ToStream()).Root;
                code ??= root.Element("Code")?.Value;
                message = root.Element("Message")?.Value;
            }
        }
        catch (XmlException)
        {
            // A proxy's page or a truncated body: the status has to do.
        }

        error = code is null ? null : new ResponseError(code, message);
        return error is not null;
    }
}
