using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>
/// An emulator as an account in the cloud is set up: HTTPS, tokens of an identity, and two accounts, one for the host and one for the data. It has keys too,
/// made up anew each time, which only the test knows.
/// </summary>
public sealed class SecureAzurite : Azurite
{
    private const string HostAccount = "hostaccount";
    private const string DataAccount = "dataaccount";

    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    public SecureAzurite()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(PrivateKey, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>File with the certificate; whoever is to trust it names it in <c>SSL_CERT_FILE</c>.</summary>
    public string Certificate => Path.Combine(Folder, "certificate.pem");

    /// <summary>Address of the host account's queues.</summary>
    public Uri HostQueues => Address("Queue", HostAccount);

    /// <summary>Address of the host account's tables.</summary>
    public Uri HostTables => Address("Table", HostAccount);

    /// <summary>Address of the data account's tables.</summary>
    public Uri DataTables => Address("Table", DataAccount);

    /// <summary>Address of the data account's queues.</summary>
    public Uri DataQueues => Address("Queue", DataAccount);

    protected override IReadOnlyList<string> Arguments => ["--oauth", "basic", "--cert", Certificate, "--key", PrivateKey];

    protected override IReadOnlyDictionary<string, string> Variables =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["AZURITE_ACCOUNTS"] = $"{HostAccount}:{_key};{DataAccount}:{_key}" };

    private string PrivateKey => Path.Combine(Folder, "key.pem");

    /// <summary>Names of an account's tables, seen with its key.</summary>
    public async Task<IReadOnlyList<string>> TablesOf(Uri account)
    {
        using var transport = Trusting();
        var service = new TableServiceClient(account, new TableSharedKeyCredential(AccountOf(account), _key), new TableClientOptions { Transport = transport });
        return [.. await service.QueryAsync().Select(static table => table.Name).ToListAsync()];
    }

    /// <summary>Names of an account's queues, seen with its key.</summary>
    public async Task<IReadOnlyList<string>> QueuesOf(Uri account)
    {
        using var transport = Trusting();
        var connection = $"DefaultEndpointsProtocol=https;AccountName={AccountOf(account)};AccountKey={_key};QueueEndpoint={account};";
        var service = new QueueServiceClient(connection, new QueueClientOptions { Transport = transport });
        return [.. await service.GetQueuesAsync().Select(static queue => queue.Name).ToListAsync()];
    }

    private static string AccountOf(Uri account) => account.AbsolutePath.Trim('/');

    private Uri Address(string service, string account) => new($"https://127.0.0.1:{Port(service)}/{account}");

    private HttpClientTransport Trusting()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(Certificate);
#pragma warning disable CA2000 // the transport disposes of it
        return new HttpClientTransport(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } });
#pragma warning restore CA2000
    }
}
