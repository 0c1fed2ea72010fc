using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Http;

/// <summary>100,000 broken bodies over every route that has one. Each failure names the case, the number and the body.</summary>
[Needs(Need.Time)]
public sealed class ByteFuzzTests
{
    private const int Seed = 20261128;

    // So that what was stored before does not slow down what is sent now.
    private const int BodiesPerApp = 500;
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(20);

    private readonly ConcurrentDictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _functions = new(StringComparer.Ordinal);

    [Fact]
    public async Task No_body_on_any_route_is_a_500_and_good_neighbours_are_stored()
    {
        var all = ByteCases.All;
        Assert.True(all.Sum(static one => one.Bodies) >= 100_000);

        var parts = all.SelectMany(static one => Enumerable.Range(0, (one.Bodies + BodiesPerApp - 1) / BodiesPerApp).Select(part => (Case: one, From: part * BodiesPerApp)));
        await Parallel.ForEachAsync(parts, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (part, _) => await Run(part.Case, part.From)).WaitAsync(Hang);

        var bodied = InMemoryHttp.Functions.Where(static function => function.Methods.Any(static method => method is "post" or "put")).Select(static function => function.Name);
        Assert.Empty(bodied.Except(_functions.Keys, StringComparer.Ordinal));
        // Were all of them nonsense, nothing behind the parsers would have been reached.
        var counts = string.Join(", ", _seen.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} {pair.Value}"));
        Assert.True(_seen["2xx"] > 20_000, counts);
        Assert.True(_seen["4xx"] > 20_000, counts);
        Assert.True(_seen["neighbours"] > 8_000, counts);
        Assert.True(_seen["neighbours of a refused event"] > 4_000, counts);
    }

    private async Task Run(ByteCase one, int from)
    {
        var target = await one.Target();
        for (var number = from; number < Math.Min(from + BodiesPerApp, one.Bodies); number++)
        {
            var random = new Random(HashOf(one.Name, number));
            var sent = one.Next(random, number);
            try
            {
                await Check(one, target, sent, random);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"{one.Name}, number {number}, {sent.ContentType}, body {Convert.ToBase64String(sent.Body)}: {failure.Message}", failure);
            }
        }
    }

    private async Task Check(ByteCase one, ByteTarget target, ByteBody sent, Random random)
    {
        var headers = random.Next(10) == 0 ? sent.Headers.Append(ByteMutator.Header(random)) : sent.Headers;
        var reply = await target.Send(one.Method, one.Path, sent with { Headers = [.. headers] });

        Assert.True(reply.Status is >= 200 and < 500, $"{reply.Status} {reply.Text}");
        _functions[reply.Function ?? "none"] = 0;
        Count(reply.Status < 300 ? "2xx" : "4xx");
        if (!ReferenceEquals(headers, sent.Headers) || !sent.HasNeighbours)
            return;

        Assert.True(reply.Status is 200 or 202, $"{reply.Status} {reply.Text}");
        using var answer = JsonDocument.Parse(reply.Text);
        var taken = answer.RootElement.GetProperty("accepted").GetInt32();
        Assert.True(taken >= 2, reply.Text);
        Count("neighbours");
        if (taken == 2)
            Count("neighbours of a refused event");
    }

    private void Count(string what) => _seen.AddOrUpdate(what, 1, static (_, before) => before + 1);

    // Not String.GetHashCode, which differs from process to process.
    private static int HashOf(string name, int number)
    {
        var hash = Seed;
        foreach (var character in name)
            hash = unchecked((hash * 31) + character);
        return unchecked((hash * 1_000_003) + number);
    }
}
