using System.Diagnostics;
using System.Text;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Tracking;

namespace LeadScoring.Tests.Tracking;

/// <summary>The script as it is served; what it does is tested in a browser.</summary>
public sealed class TrackScriptTests
{
    [Fact]
    public async Task The_script_is_small_and_may_be_cached_for_an_hour_by_any_page()
    {
        var answer = await new TrackApp().Script(("Origin", "https://evil.example"));

        Assert.Equal((200, "text/javascript; charset=utf-8", "public, max-age=3600"), (answer.Status, answer.Headers.ContentType.ToString(), answer.Headers.CacheControl.ToString()));
        Assert.Equal(("nosniff", "cross-origin", null), (answer.Headers.XContentTypeOptions.ToString(), answer.Headers["Cross-Origin-Resource-Policy"].ToString(), answer.AllowedOrigin));
        Assert.InRange(Encoding.UTF8.GetByteCount(answer.Text), 1000, 1999);
    }

    [Fact]
    public async Task A_listed_site_may_load_it_with_crossorigin() => Assert.Equal(TrackApp.Site, (await new TrackApp().Script()).AllowedOrigin);

    [Fact]
    [Needs(Need.Processes)]
    public async Task The_script_is_the_output_of_npm_run_tracker()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LeadScoring.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("LeadScoring.sln is not above the tests.");
        var script = Path.Combine(folder.FullName, "LeadScoring.Functions", "Tracking", "Script");
        var tool = Path.Combine(folder.FullName, "node_modules", "terser", "bin", "terser");
        Assert.True(File.Exists(tool), "terser is not installed. Run `npm ci` in the repository's root.");
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var argument in new[] { tool, Path.Combine(script, "track.js"), "--config-file", Path.Combine(script, "terser.json") })
            start.ArgumentList.Add(argument);

        using var terser = Process.Start(start)!;
        var made = await terser.StandardOutput.ReadToEndAsync();
        await terser.WaitForExitAsync();

        Assert.Equal(0, terser.ExitCode);
        Assert.Equal(made.TrimEnd(), Encoding.UTF8.GetString(TrackScript.Instance.Bytes.Span).TrimEnd());
    }
}
