using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage.Standins;

/// <summary>Pipelines of Azure.Core (retries, diagnostics, transport as the options say) with the account's authentication.</summary>
internal static class StoragePipeline
{
    private const string Scope = "https://storage.azure.com/.default";

    public static HttpPipeline WithKey(ClientOptions options, string account, byte[] key, bool table) =>
        HttpPipelineBuilder.Build(options, [], [new SharedKeyPolicy(account, key, table)], new ResponseClassifier());

    public static HttpPipeline WithToken(ClientOptions options, TokenCredential credential) =>
        HttpPipelineBuilder.Build(options, [], [new BearerTokenAuthenticationPolicy(credential, Scope)], new ResponseClassifier());

    /// <summary>An answer that the caller expects and that diagnostics shall not report as a failure.</summary>
    public static RequestContext Expecting(int status)
    {
        var context = new RequestContext();
        context.AddClassifier(status, isError: false);
        return context;
    }
}
