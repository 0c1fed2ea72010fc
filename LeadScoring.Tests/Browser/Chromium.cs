using Microsoft.Extensions.Configuration;
using Microsoft.Playwright;

namespace LeadScoring.Tests.Browser;

/// <summary>The machine's own Chromium, driven by Playwright. No browser is downloaded: the driver comes with the package.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Fix = "install it: apt-get install chromium, or brew install chromium";

    // As eng/tools.sh looks for it.
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe"];

    private static readonly IConfiguration Environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    /// <summary>Why tests of pages are skipped; null when they are not.</summary>
    public static string? Missing => Path is null && Environment["CI"] != "true" ? $"Chromium is not installed; {Fix}." : null;

    private static string? Path { get; } = (Environment["PATH"] ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(static folder => Names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    public static async Task<Chromium> Start()
    {
        var path = Path ?? throw new InvalidOperationException($"Chromium is not installed; {Fix}.");
        var playwright = await Playwright.CreateAsync();
        try
        {
            return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path }));
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
