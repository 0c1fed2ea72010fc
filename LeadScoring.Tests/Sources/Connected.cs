using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Local.Sending;

namespace LeadScoring.Tests.Sources;

/// <summary>A source's fixture, connected to an app: the vendor signs with the secrets that the app knows.</summary>
internal sealed class Connected
{
    public const string Id = "main";

    private static readonly HookRate Plenty = new(1_000_000, 1, TimeSpan.FromHours(1));

    private readonly string _signs;

    private Connected(string source, int way, HookRate? rate)
    {
        Hooks = new HookApp(rate ?? Plenty);
        Fixture = new Fixture(source);
        Source = Hooks.Source(source);
        Way = Source.Verifiers[way];
        (var told, _signs) = VendorSecret.Of(Way, "a-secret-of-a-test-" + source);
        Hooks.App.Secrets["First"] = told;
        Hooks.App.Secrets["InUrl"] = UrlSecret;
    }

    public static string UrlSecret => "a-secret-in-an-address";

    public HookApp Hooks { get; }

    public Fixture Fixture { get; }

    public SourceDescriptor Source { get; }

    /// <summary>The way of proving that is tested.</summary>
    public VerifierDescriptor Way { get; }

    public Vendor Vendor => new(Way, HookApp.AddressOf(Source.Name, Id));

    /// <summary>A delivery that proves nothing.</summary>
    public Delivery Bare => Fixture.Delivery(Fixture.Deliveries.First());

    public static async Task<Connected> To(string source, int way = 0, HookRate? rate = null)
    {
        var connected = new Connected(source, way, rate);
        await connected.Connect(connected.Fixture.Connection);
        return connected;
    }

    public async Task Connect(string document)
    {
        var (status, body) = await Hooks.Put(Source.Name, Id, document);
        Assert.True(status == 200, body.ToString());
    }

    public Delivery Sign(Delivery delivery, string? secret = null, DateTimeOffset? at = null) =>
        Vendor.Sign(delivery, secret ?? _signs, UrlSecret, at ?? Hooks.App.Clock.GetUtcNow());

    public Task<HookReply> Post(Delivery delivery) => Hooks.Post(Source.Name, Id, delivery);

    public int Taken => Source.Answer;
}
