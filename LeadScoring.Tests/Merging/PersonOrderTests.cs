using LeadScoring.Domain.Events;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Merging;

/// <summary>
/// Whose an event is does not depend on the order in which events arrive: an address and the ids of a person are one, and a browser's events are those of who had signed in
/// when they happened. The expected owners are found by a plain union-find.
/// </summary>
public sealed class PersonOrderTests
{
    private const string Shared = "v-shared";

    private static readonly DateTimeOffset Then = InMemoryApp.Start.AddDays(-2);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 1200)];

    /// <summary>Histories, and how their work is interleaved.</summary>
    public static TheoryData<int, int> Interleavings
    {
        get
        {
            var all = new TheoryData<int, int>();
            for (var history = 1; history <= 40; history++)
            {
                for (var way = 1; way <= 4; way++)
                    all.Add(history, way);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    [Needs(Need.Time)]
    public Task Everyone_has_their_own_events_in_every_order_of_arrival(int seed) => Check(seed, static (app, _) => app.Work());

    [Theory]
    [MemberData(nameof(Interleavings))]
    // Events were lost to a browser that several use, or to an id that moved, or went to two people.
    [InlineData(77, 93)]
    [InlineData(77, 95)]
    [InlineData(77, 111)]
    [InlineData(1152, 55)]
    [InlineData(1152, 71)]
    [InlineData(1152, 145)]
    [InlineData(1152, 894)]
    [InlineData(1166, 27)]
    [InlineData(1166, 63)]
    [InlineData(1166, 136)]
    [InlineData(1166, 181)]
    [InlineData(1166, 348)]
    [Needs(Need.Time)]
    public async Task Everyone_has_their_own_events_however_the_work_interleaves(int seed, int way)
    {
        var random = new Random(way);
        Interleaved? work = null;
        await Check(seed, (app, isLast) =>
        {
            work ??= new Interleaved(app, random, atOnce: 2 + random.Next(7));
            if (isLast || way % 2 == 0)
                work.Work();
            else
                work.Work(random.Next(8));
            return Task.CompletedTask;
        });
    }

    private static async Task Check(int seed, Func<InMemoryApp, bool, Task> work)
    {
        var random = new Random(seed);
        var events = World(random);
        var owners = Owners(events);
        var app = new InMemoryApp();
        await app.Publish(SalesModel.Yaml);
        Event[] arrival = [.. events];
        random.Shuffle(arrival);
        for (var next = 0; next < arrival.Length;)
        {
            var count = Math.Min(1 + random.Next(4), arrival.Length - next);
            await app.Capture([.. arrival.Skip(next).Take(count).Select(static e => e.Json)]);
            next += count;
            if (random.Next(3) > 0)
                await work(app, false);
        }

        await work(app, true);
        // Finds nothing more to do, and asks for errors.
        await app.Work();
        foreach (var person in owners.Values.Distinct(StringComparer.Ordinal))
        {
            var (status, body) = await app.Timeline(await EndOf(app, person), "?limit=200");
            Assert.Equal(200, status);
            var has = body.GetProperty("entries").EnumerateArray().Where(static entry => entry.GetProperty("kind").GetString() == "event")
                .Select(static entry => entry.GetProperty("id").GetString()!).Order(StringComparer.Ordinal).ToList();
            var should = events.Where(e => owners[e.Id] == person).Select(static e => e.Id).Order(StringComparer.Ordinal).ToList();
            Assert.True(has.SequenceEqual(should, StringComparer.Ordinal), $"seed {seed}, {person}: has {string.Join(' ', has)}, should have {string.Join(' ', should)}; in order of arrival:\n{string.Join('\n', arrival.Select(static e => e.ToString()))}");
        }
    }

    // Persons with an address, ids and browsers of their own, and one browser that several may use. Every id is told with its address, or in a browser of its owner alone.
    private static List<Event> World(Random random)
    {
        var events = new List<Event>();
        var minutes = new Queue<int>(Shuffled(random, 2000));
        var persons = 1 + random.Next(3);
        for (var person = 0; person < persons; person++)
        {
            var email = $"p{person}@acme.example";
            string[] ids = [.. Enumerable.Range(0, random.Next(3)).Select(id => $"crm:{person}-{id}")];
            string[] browsers = [.. Enumerable.Range(0, 1 + random.Next(2)).Select(browser => $"v-{person}-{browser}"), .. random.Next(2) == 0 ? [Shared] : Array.Empty<string>()];
            foreach (var id in ids)
            {
                if (!browsers.Contains(Shared, StringComparer.Ordinal) && random.Next(2) == 0)
                {
                    Add(email, null, browsers[0]);
                    Add(null, id, browsers[0]);
                }
                else
                {
                    Add(email, id, random.Next(3) == 0 ? Any(browsers) : null);
                }
            }

            // Nobody ever names an address with it: it is taken for one person's who uses the same browser.
            if (browsers.Contains(Shared, StringComparer.Ordinal) && random.Next(3) == 0)
            {
                for (var uses = 1 + random.Next(3); uses > 0; uses--)
                    Add(null, $"loose:{person}", random.Next(4) == 0 ? null : Shared);
            }

            for (var more = 2 + random.Next(7); more > 0; more--)
            {
                switch (random.Next(5))
                {
                    case 0:
                        Add(email, null, Any(browsers));
                        break;
                    case 1 when ids.Length > 0:
                        Add(null, Any(ids), Any(browsers));
                        break;
                    case 2 when ids.Length > 0:
                        Add(null, Any(ids), null);
                        break;
                    case 3:
                        Add(email, null, null);
                        break;
                    default:
                        Add(null, null, Any(browsers));
                        break;
                }
            }
        }

        return events;

        string Any(string[] names) => names[random.Next(names.Length)];

        void Add(string? email, string? id, string? visitor) => events.Add(new Event($"e{events.Count:00}", Then.AddMinutes(minutes.Dequeue()), email, id, visitor));
    }

    // Persons are the components of addresses and ids that are named together, or in a browser that nobody else uses. A browser without a sign-in is its own.
    private static Dictionary<string, string> Owners(List<Event> events)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var e in events.Where(static e => e is { Email: not null, ExternalId: not null }))
            parents[Find(e.ExternalId!)] = Find(e.Email!);
        foreach (var e in events.Where(static e => e is { Email: null, ExternalId: not null, Visitor: not null and not Shared }))
        {
            if (events.Find(other => other.Visitor == e.Visitor && other.Email is not null) is { } known)
                parents[Find(e.ExternalId!)] = Find(known.Email!);
        }

        foreach (var loose in events.Where(static e => e.ExternalId?.StartsWith("loose:", StringComparison.Ordinal) == true && e.Visitor is not null).OrderBy(static e => e.At).GroupBy(static e => e.ExternalId!, StringComparer.Ordinal).ToList())
        {
            var known = events.Where(e => e.Visitor == Shared && Find(e.Email ?? e.ExternalId ?? e.Visitor!).Contains('@', StringComparison.Ordinal) && !taken.Contains(e.ExternalId)).OrderBy(static e => e.At).ToList();
            taken.Add(loose.Key);
            if ((known.LastOrDefault(e => e.At < loose.First().At) ?? known.FirstOrDefault()) is { } owner)
                parents[loose.Key] = Find(owner.Email ?? owner.ExternalId!);
        }

        return events.ToDictionary(static e => e.Id, e => Find(e.Email ?? e.ExternalId ?? SignedIn(e)), StringComparer.Ordinal);

        string SignedIn(Event visit)
        {
            var signIns = events.Where(e => e.Visitor == visit.Visitor && (e.Email ?? e.ExternalId) is not null).OrderBy(static e => e.At).ToList();
            var owner = signIns.LastOrDefault(e => e.At <= visit.At) ?? signIns.FirstOrDefault();
            return owner?.Email ?? owner?.ExternalId ?? visit.Visitor!;
        }

        string Find(string name)
        {
            while (parents.TryGetValue(name, out var parent) && parent != name)
                name = parent;
            return name;
        }
    }

    private static int[] Shuffled(Random random, int count)
    {
        var numbers = Enumerable.Range(0, count).ToArray();
        random.Shuffle(numbers);
        return numbers;
    }

    private static async Task<string> EndOf(InMemoryApp app, string person)
    {
        var id = person.Contains('@', StringComparison.Ordinal) ? app.IdOf(person)
            : app.Get<LeadIds>().OfName((person.Contains(':', StringComparison.Ordinal) ? "external:" : "visitor:") + person);
        var (_, lead) = await app.Lead(id);
        Assert.False(lead.TryGetProperty("mergedInto", out var into) && into.GetString() is not null, person);
        return id;
    }

    private sealed record Event(string Id, DateTimeOffset At, string? Email, string? ExternalId, string? Visitor)
    {
        public string Json
        {
            get
            {
                (string, string?)[] all = [("email", Email), ("externalId", ExternalId), ("visitor", Visitor)];
                var sent = Known.As([.. all.Where(static name => name.Item2 is not null).Select(static name => (name.Item1, name.Item2!))], "page.viewed", At, ("path", "/pricing"));
                var json = System.Text.Json.Nodes.JsonNode.Parse(sent)!;
                json["id"] = Id;
                return json.ToJsonString();
            }
        }
    }
}
