using System.Collections.Immutable;
using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals.States;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>
/// A model compiled for scoring: rules and conditions turned once into arrays that are indexed by event type. Immutable and safe to
/// share between threads; keep one per model version.
/// </summary>
public sealed class ScoringModel
{
    private readonly int[] _known;
    private readonly int[] _required;
    private readonly int[] _disqualify;
    private readonly int[] _personas;

    private ScoringModel(ModelDefinition definition, EmailDomains lists)
    {
        Definition = definition;
        Zone = definition.TimeZone;
        Lists = lists;
        Categories = definition.Categories.Count();
        var checks = new ProfileChecks(lists, definition.ReadsWrittenNumbers, definition.TimeZone);
        var rules = new RuleCompiler(definition, checks);
        Rules = rules.Rules;
        Shapes = rules.Shapes;
        EmptyStates = [.. Shapes.Select(RuleState.Create)];
        Silences = rules.Silences;
        LatestEvents = rules.Latest;
        Inactivities = rules.Inactivities;
        Plans = new TypePlans(definition, rules.ShapesByRule);
        SignalsFingerprint = ModelText.Fingerprint(definition, Shapes);
        KnownFields = [.. FieldsOfRules(definition).Concat(definition.Gates.Required).Distinct(StringComparer.Ordinal)];
        _known = [.. KnownFields.Select(checks.FieldOf)];
        _required = [.. definition.Gates.Required.Select(checks.FieldOf)];
        RouteFields = new RouteFields(definition);
        var routes = new RouteCompiler(definition, RouteFields, checks);
        Routes = routes.Routes();
        RouteTests = routes.Tests;
        _disqualify = [.. definition.Disqualify.Select(entry => checks.Add(entry.When))];
        _personas = [.. definition.Personas.Select(persona => checks.Add(persona.When))];
        Ages = TimeTests.Ages(definition, checks);
        LastActivityRests = TimeTests.LastActivityRests(definition);
        Checks = checks.Checks;
        ProfileFields = checks.Fields;
        DayChecks = [.. Enumerable.Range(0, Checks.Length).Where(index => Checks[index].DependsOnDay)];
        Groups = new RuleGroups(Rules, [.. Checks.Select(check => check.DependsOnDay)]);
        if (definition.Points is null)
        {
            ScorePlan = new ScorePlan(definition);
            GradePlan = new GradePlan(definition, definition.Grades ?? throw new ArgumentException("A model with dimensions needs grades.", nameof(definition)));
        }
        else
        {
            PointsPlan = new PointsPlan(definition.Points);
        }
    }

    /// <summary>The document it was compiled from.</summary>
    public ModelDefinition Definition { get; }

    /// <summary>Says in which day an instant lies.</summary>
    public DayZone Zone { get; }

    /// <summary>The lists behind <c>emailKind</c>.</summary>
    public EmailDomains Lists { get; }

    /// <summary>The distinct profile fields that count for "known" (docs/reference/scoring.md#known), in the order of the model.</summary>
    public ImmutableArray<string> KnownFields { get; }

    internal CompiledRule[] Rules { get; }

    /// <summary>The same by kind.</summary>
    internal RuleGroups Groups { get; }

    /// <summary>What signals remember, by slot.</summary>
    internal StateShape[] Shapes { get; }

    /// <summary>What a lead without matches remembers, by slot; never changed.</summary>
    internal RuleState[] EmptyStates { get; }

    internal int Silences { get; }

    /// <summary>How many state rules there are: signals remember the newest event of each.</summary>
    internal int LatestEvents { get; }

    /// <summary>The different rhythms of inactivity nights.</summary>
    internal (int After, int Every)[] Inactivities { get; }

    internal TypePlans Plans { get; }

    internal ulong SignalsFingerprint { get; }

    internal RouteFields RouteFields { get; }

    internal RoutePlan[] Routes { get; }

    /// <summary>The tests that their conditions are made of.</summary>
    internal RouteTest[] RouteTests { get; }

    internal Check<ProfileView>[] Checks { get; }

    /// <summary>Numbers of the checks whose answer changes from day to day.</summary>
    internal int[] DayChecks { get; }

    /// <summary>Profile fields whose age some rule or route compares, with the days compared.</summary>
    internal (int Field, int Days)[] Ages { get; }

    /// <summary>Days after the newest activity from which on it grows older without consequence for the routes.</summary>
    internal int LastActivityRests { get; }

    internal ProfileField[] ProfileFields { get; }

    /// <summary>How many categories there are.</summary>
    internal int Categories { get; }

    /// <summary>Null for a model whose points add up.</summary>
    internal ScorePlan? ScorePlan { get; }

    /// <summary>Null for a model whose points add up.</summary>
    internal GradePlan? GradePlan { get; }

    /// <summary>Null for a model with dimensions and grades.</summary>
    internal PointsPlan? PointsPlan { get; }

    /// <summary>Compiles a valid definition.</summary>
    /// <param name="definition">What the loader returned without errors.</param>
    /// <param name="lists">The lists behind <c>emailKind</c>; null = <see cref="EmailDomains.Default"/>.</param>
    /// <exception cref="ArgumentException">The definition breaks a rule that the loader guarantees (an unknown category, say).</exception>
    public static ScoringModel Compile(ModelDefinition definition, EmailDomains? lists = null) =>
        new(definition, lists ?? EmailDomains.Default);

    /// <summary>Whether the model leaves the event out of everything, activity included.</summary>
    public bool Ignores(LeadEvent e) => Plans[e.Type].Ignores(Loaded(e));

    /// <summary>The first fast track that takes the event; null when none does, or when the model ignores it.</summary>
    public FastTrack? FastTrackOf(LeadEvent e)
    {
        var plan = Plans[e.Type];
        var view = Loaded(e);
        var index = plan.Ignores(view) ? -1 : TypePlan.First(plan.FastTracks, view);
        return index < 0 ? null : Definition.FastTracks[index];
    }

    /// <summary>Whether the event is activity in this model (docs/reference/scoring.md#activity).</summary>
    public bool IsActivity(LeadEvent e) => !Plans[e.Type].IsPassive && !Ignores(e);

    /// <summary>Personas whose event it is (those with <c>on</c>), in model order; none for an event that the model ignores, or that a stranger could have sent.</summary>
    public ImmutableArray<Persona> PersonasOf(LeadEvent e) => e.IsClaimed ? [] : Matching(e, Plans[e.Type].Personas, Definition.Personas);

    /// <summary>Automatic responses to the event, in model order; none for an event that the model ignores.</summary>
    public ImmutableArray<Response> ResponsesTo(LeadEvent e) => Matching(e, Plans[e.Type].Responses, Definition.Responses);

    /// <summary>
    /// Personas whose condition on the profile (<c>when</c>) holds as of a day, in model order: by what proven events told, and by all that is known. Those that need an
    /// event too are among them.
    /// </summary>
    public ImmutableArray<Persona> PersonasOf(LeadProfile profile, Day asOf) =>
        [.. Definition.Personas.Where((_, index) => _personas[index] >= 0 && HoldsProven(profile, _personas[index], asOf))];

    /// <summary>The first entry of <c>disqualify</c> that the profile meets as of a day, by what proven events told and by all that is known; null for none.</summary>
    public Disqualification? DisqualificationOf(LeadProfile profile, Day asOf) => DisqualificationsOf(profile, asOf).FirstOrDefault();

    /// <summary>All of them.</summary>
    public IEnumerable<Disqualification> DisqualificationsOf(LeadProfile profile, Day asOf) =>
        Definition.Disqualify.Where((_, index) => HoldsProven(profile, _disqualify[index], asOf));

    /// <summary>Whether growing older alone can disqualify a lead or bring it back: some entry of <c>disqualify</c> compares ages.</summary>
    public bool DisqualifiesByTime => Array.Exists(_disqualify, check => Checks[check].DependsOnDay);

    /// <summary>Whether growing older alone can make a condition of a persona hold, or cease to.</summary>
    public bool RecognisesByTime => Array.Exists(_personas, check => check >= 0 && Checks[check].DependsOnDay);

    /// <summary>What the model reads out of the profile; computed once and kept with the profile.</summary>
    /// <param name="profile">Of the lead.</param>
    /// <param name="view">Scratch memory; null where there is none at hand.</param>
    internal ProfileFacts FactsOf(LeadProfile profile, ProfileView? view = null) =>
        profile.Reading is ProfileFacts facts && facts.Model == this ? facts : ReadFacts(profile, view ?? new ProfileView(ProfileFields));

    private ProfileFacts ReadFacts(LeadProfile profile, ProfileView view)
    {
        view.Load(profile);
        var holds = new bool[Checks.Length];
        for (var i = 0; i < holds.Length; i++)
            holds[i] = !Checks[i].DependsOnDay && Checks[i].Holds(view, default);
        var sums = new long[Categories];
        var matched = new RuleSet(Rules.Length);
        foreach (var rule in Groups.StaticProfiles)
        {
            if (rule.PointsFor(holds) is not { } points)
                continue;
            sums[rule.Category] += points;
            matched.Add(rule.Index);
        }

        var known = 0;
        foreach (var field in _known)
            known += view.IsKnown(field) ? 1 : 0;
        var facts = new ProfileFacts(
            this,
            holds,
            _known.Length == 0 ? 100 : ((200 * known) + _known.Length) / (2 * _known.Length),
            _required.Length == 0 ? [] : [.. Definition.Gates.Required.Where((_, index) => !view.IsKnown(_required[index]))],
            sums,
            matched);
        profile.Reading = facts;
        return facts;
    }

    private static IEnumerable<string> FieldsOfRules(ModelDefinition definition) => definition.Rules.SelectMany(rule => rule switch
    {
        Rule.Profile profile => profile.Tiers.SelectMany(tier => ConditionFields.Of(tier.When)),
        Rule.Event e => ConditionFields.Of(e.While),
        Rule.Band band => ConditionFields.Of(band.While),
        _ => [],
    });

    // A claim neither disqualifies a lead nor makes it a persona; nor does the absence of what was only claimed.
    private bool HoldsProven(LeadProfile profile, int check, Day asOf) =>
        Holds(profile, check, asOf) && (ReferenceEquals(profile.Proven, profile) || Holds(profile.Proven, check, asOf));

    private bool Holds(LeadProfile profile, int check, Day asOf)
    {
        if (!Checks[check].DependsOnDay)
            return FactsOf(profile).Holds[check];
        var view = new ProfileView(ProfileFields);
        view.Load(profile);
        return Checks[check].Holds(view, asOf);
    }

    private EventView Loaded(LeadEvent e)
    {
        var view = EventView.OfThread;
        view.Load(e, Plans[e.Type].Fields);
        return view;
    }

    private ImmutableArray<T> Matching<T>(LeadEvent e, EntryMatch[] entries, ImmutableArray<T> all)
    {
        var view = Loaded(e);
        return entries.Length == 0 || Plans[e.Type].Ignores(view)
            ? []
            : [.. entries.Where(entry => entry.Where is null || entry.Where.Holds(view, default)).Select(entry => all[entry.Index])];
    }
}
