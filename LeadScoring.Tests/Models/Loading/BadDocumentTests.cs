using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Models.Loading;

/// <summary>One mistake a document, its first character marked by a caret that is not part of the text.</summary>
public sealed class BadDocumentTests
{
    // One more than an event can carry.
    private static readonly string LongType = "a." + new string('b', 99);

    public static TheoryData<string, string, string> Rules() => new()
    {
        // fragment of the rule list, code, words of message and fix
        { "{ rule: r, category: website, on: page.viewed, points: 2, ^perday: 1 }", Codes.UnknownKey, "'perday'|'perDay'" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, ^when: { a: b } }", Codes.UnknownKey, "'when' is not a key|'while'" },
        { "{ rule: r, category: role, when: { a: b }, points: 2, ^decay: none }", Codes.UnknownKey, "'decay'|do not decay" },
        { "{ rule: r, category: role, tiers: [ { when: { a: b }, points: 2 } ], ^points: 3 }", Codes.UnknownKey, "'points'|in each tier" },
        { "{ rule: r, category: website, on: page.viewed, bands: { of: count, steps: [ { atLeast: 1, points: 1 } ] }, ^within: 9d }", Codes.UnknownKey, "'within'|inside 'bands'" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, ^points:3 }", Codes.UnknownKey, "'points:3'|blank after the colon" },
        { "^{ rule: r, category: website, on: page.viewed }", Codes.MissingKey, "'points' is missing|points: ..." },
        { "^{ category: website, on: page.viewed, points: 2 }", Codes.MissingKey, "'rule' is missing" },
        { "{ ^rul: r, category: website, on: page.viewed, points: 2 }", Codes.UnknownKey, "'rul'|'rule'" },
        { "^- rule", Codes.WrongType, "a list|a rule must be a map" },
        { "{ rule: r, category: website, on: page.viewed, points: ^[2] }", Codes.WrongType, "a list|'points' must be text" },
        { "{ rule: r, category: website, on: page.viewed, where: ^path, points: 2 }", Codes.WrongType, "'path'|'where' must be a condition" },
        { "{ rule: r, category: role, when: { a: ^{ } }, points: 2 }", Codes.NothingListed, "operator is missing|'a'|exists" },
        { "{ rule: r, category: role, when: { all: ^{ a: b } }, points: 2 }", Codes.WrongType, "'all' must be a list" },
        { "{ rule: r, category: role, when: { a: { is: ^{ b: c } } }, points: 2 }", Codes.WrongType, "a map|'is' needs" },
        { "{ rule: r, category: role, when: { a: { between: ^5 } }, points: 2 }", Codes.WrongType, "'5'|two numbers" },
        { "{ rule: r, category: role, when: { a: { between: ^[5] } }, points: 2 }", Codes.WrongType, "two numbers" },
        { "{ rule: r, category: role, when: { a: { exists: ^yes } }, points: 2 }", Codes.NotOneOf, "'yes'|true, false" },
        { "{ rule: r, category: role, when: { a: { atLeast: ^many } }, points: 2 }", Codes.Number, "'many'|'atLeast' compares numbers" },
        { "{ rule: r, category: role, when: { a: { atLeast: ^12345678901234567890123456789 } }, points: 2 }", Codes.Number, "'12345678901234567890123456789'|28 digits" },
        { "{ rule: r, category: role, when: { a: { atLeast: ^1e3 } }, points: 2 }", Codes.Number, "'1e3' is not a number" },
        { "{ rule: r, category: role, when: { a: { between: [1, ^b] } }, points: 2 }", Codes.Number, "'b'" },
        { "{ rule: r, category: role, when: { a: { before: ^2026-02-30 } }, points: 2 }", Codes.Date, "'2026-02-30'|'2026-03-31'" },
        { "{ rule: r, category: role, when: { a: { after: ^\"2026-03-31T09:00\" } }, points: 2 }", Codes.Date, "T09:00" },
        { "{ rule: r, category: role, when: { a: { olderThan: ^30 } }, points: 2 }", Codes.Duration, "'30'|30d" },
        { "{ rule: r, category: website, on: page.viewed, where: { a: { ^olderThan: 30d } }, points: 2 }", Codes.AgeInWhere, "'olderThan'|'within'" },
        { "{ rule: r, category: website, on: page.viewed, where: { not: { any: [ { a: { ^newerThan: 30d } } ] } }, points: 2 }", Codes.AgeInWhere, "'newerThan'" },
        { "{ rule: r, category: role, when: { a: { ^beginsWith: b } }, points: 2 }", Codes.UnknownOperator, "'beginsWith'" },
        { "{ rule: r, category: role, when: { a: { ^startWith: b } }, points: 2 }", Codes.UnknownOperator, "'startWith'|'startsWith'" },
        { "{ rule: r, category: role, when: { a: { hasWord: [vp, ^\"--\"] } }, points: 2 }", Codes.NoWord, "'--'|'contains'" },
        { "{ rule: r, category: role, when: { a: { matches: ^\"(a\" } }, points: 2 }", Codes.Pattern, "'(a'" },
        { "{ rule: r, category: role, when: { a: { matches: ^\"(?=a)b\" } }, points: 2 }", Codes.Pattern, "linear time|look-around" },
        { "{ rule: r, category: role, when: { a: { matches: ^\"((a{99}){99}){99}\" } }, points: 2 }", Codes.Pattern, "linear time|repetition" },
        { "{ rule: r, category: website, on: ^Page.Viewed, points: 2 }", Codes.EventType, "'Page.Viewed'|'page.viewed'" },
        { $"{{ rule: r, category: website, on: ^{LongType}, points: 2 }}", Codes.EventType, "is not an event type|at most 100 characters" },
        { $"{{ rule: r, category: website, on: ^{LongType}.*, points: 2 }}", Codes.EventType, "is not an event type or pattern|at most 100 characters" },
        { "{ rule: r, category: website, on: [page.viewed, ^viewed], points: 2 }", Codes.EventType, "'viewed'" },
        { "{ rule: r, category: website, on: ^[], points: 2 }", Codes.NothingListed, "'on' is empty" },
        { "{ rule: r, category: website, on: ^\"*\", points: 2 }", Codes.EventType, "'*'" },
        { "{ rule: r, category: website, on: ^page.v*, points: 2 }", Codes.EventType, "'page.v*'|'webinar.*'" },
        { "{ rule: r, category: website, on: page.viewed, points: ^0 }", Codes.PointsZero, "0 points" },
        { "{ rule: r, category: website, on: page.viewed, points: ^0.000 }", Codes.PointsZero, "0 points" },
        { "{ rule: r, category: website, on: page.viewed, points: ^1.2345 }", Codes.Points, "'1.2345'|decimals" },
        { "{ rule: r, category: website, on: page.viewed, points: ^99999999999999999999999999999999 }", Codes.Points, "out of range|1000000" },
        { "{ rule: r, category: website, on: page.viewed, points: ^two }", Codes.Points, "'two' is not a number" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, count: { distinct: path }, perDay: ^2 }", Codes.PerDayWithDistinct, "'perDay'|distinct" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, count: ^twice }", Codes.NotOneOf, "'twice'|each, once" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, newest: ^0 }", Codes.Number, "'0'|'newest'|from 1" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, perDay: ^1.5 }", Codes.Number, "'1.5'|whole number" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, within: ^30 }", Codes.Duration, "'30'|within: 30d" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, within: ^4h }", Codes.Duration, "'4h'" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, within: ^99999999999d }", Codes.Duration, "36500" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, within: ^-1d }", Codes.Duration, "'-1d'" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, decay: ^slow }", Codes.NotOneOf, "'slow'|none" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, decay: { halfLife: ^0d } }", Codes.DurationTooShort, "'halfLife'|1d" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, decay: { linear: ^0w } }", Codes.DurationTooShort, "'linear'" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, decay: ^{ expire: 1d, linear: 2d } }", Codes.Kind, "linear and expire" },
        { "{ rule: r, category: website, on: page.viewed, points: 2, decay: ^{ } }", Codes.NothingListed, "'decay'|halfLife" },
        { "{ rule: r, category: website, on: ^email.unsubscribed, points: 2 }", Codes.RewardsUnsubscribing, "'email.unsubscribed'|negative" },
        { "{ rule: r, category: website, on: ^[email.opened, email.complained], points: 0.001 }", Codes.RewardsUnsubscribing, "'email.complained'" },
        { "{ rule: r, category: website, on: ^email.complained, bands: { of: count, steps: [ { atLeast: 1, points: -1 }, { atLeast: 9, points: 1 } ] } }", Codes.RewardsUnsubscribing, "'email.complained'" },
        { "{ rule: r, category: website, silence: { of: ^[email.opened, email.unsubscribed], steps: [ { for: 9d, points: -1 } ] } }", Codes.SilenceOfUnsubscribing, "'email.unsubscribed'|'email.opened'" },
        { "{ rule: r, category: website, state: { of: [a.b, c.d], is: ^e.f }, points: 1 }", Codes.StateOfOtherType, "'e.f' is in 'is' but not in 'of'|a.b, c.d" },
        { "{ rule: r, category: website, state: { of: [a.bell, c.d], is: [c.d, ^a.bel] }, points: 1 }", Codes.StateOfOtherType, "'a.bel'|Write 'a.bell'" },
        { "{ rule: r, category: website, state: { of: [a.b, ^\"c.*\"], is: a.b }, points: 1 }", Codes.EventType, "'c.*' is not an event type|lower-case" },
        { "{ rule: r, category: website, state: { of: [a.b, c.d], is: ^\"a.*\" }, points: 1 }", Codes.EventType, "'a.*'" },
        { "{ rule: r, category: website, state: { of: [a.b, ^a.b], is: a.b }, points: 1 }", Codes.DuplicateId, "'a.b' is in 'of' twice" },
        { "{ rule: r, category: website, state: { of: [a.b, c.d], is: [a.b, ^a.b] }, points: 1 }", Codes.DuplicateId, "'a.b' is in 'is' twice" },
        { "{ rule: r, category: website, state: { of: ^[], is: a.b }, points: 1 }", Codes.NothingListed, "'of' is empty" },
        { "{ rule: r, category: website, state: { of: [a.b, c.d], is: a.b }, points: ^0 }", Codes.PointsZero, "0 points" },
        { "^{ rule: r, category: website, state: { of: [a.b, c.d], is: a.b } }", Codes.MissingKey, "'points' is missing" },
        { "{ rule: r, category: website, state: ^{ of: [a.b, c.d] }, points: 1 }", Codes.MissingKey, "'is' is missing" },
        { "{ rule: r, category: website, state: ^a.b, points: 1 }", Codes.WrongType, "'state' must be a map" },
        { "{ rule: r, category: website, state: { of: [a.b, c.d], is: a.b, where: { x: { ^newerThan: 3d } } }, points: 1 }", Codes.AgeInWhere, "'newerThan'" },
        { "{ rule: r, category: website, state: { of: [a.b, c.d], is: a.b }, points: 1, ^where: { x: y } }", Codes.UnknownKey, "'where'|inside 'state'" },
        { "{ rule: r, category: website, state: { of: [a.b, c.d], is: a.b }, points: 1, ^decay: none }", Codes.UnknownKey, "'decay'|state rule do not decay" },
        { "{ rule: r, category: website, state: { of: [a.b, c.d], is: a.b }, points: 1, ^within: 3d }", Codes.UnknownKey, "'within'|no window" },
        { "{ rule: r, category: website, state: { of: [email.subscribed, email.unsubscribed], is: ^email.unsubscribed }, points: 1 }", Codes.RewardsUnsubscribing, "positive points cannot list 'email.unsubscribed'" },
        { "{ rule: r, category: website, state: { of: [email.subscribed, email.complained], is: ^email.subscribed }, points: -1 }", Codes.RewardsUnsubscribing, "negative points must list 'email.complained'" },
        { "{ rule: r, category: website, on: page.viewed, bands: { of: ^{ most: a, sum: b }, steps: [ { atLeast: 1, points: 1 } ] } }", Codes.Kind, "sum and most|one thing" },
        { "{ rule: r, category: website, on: page.viewed, bands: { of: { ^moist: a }, steps: [ { atLeast: 1, points: 1 } ] } }", Codes.UnknownKey, "'moist'|'most'" },
        { "{ rule: r, category: website, silence: { of: page.viewed, steps: ^[] } }", Codes.NothingListed, "'steps'" },
        { "{ rule: r, category: website, silence: { of: page.viewed, steps: [ { for: 7d, points: -1 }, { for: ^1w, points: -2 } ] } }", Codes.StepTwice, "'7'" },
        { "{ rule: r, category: website, on: page.viewed, bands: { of: count, steps: [ { atLeast: ^0, points: 1 } ] } }", Codes.Number, "'0'" },
        { "{ rule: r, category: website, on: page.viewed, bands: { of: ^sum, steps: [ { atLeast: 1, points: 1 } ] } }", Codes.NotOneOf, "'sum'|{ sum: field }" },
        { "{ rule: r, category: website, on: page.viewed, bands: { of: ^{ sum: a, distinct: b }, steps: [ { atLeast: 1, points: 1 } ] } }", Codes.Kind, "distinct and sum" },
        { "^{ rule: r, category: role, wen: { a: b }, points: 2 }", Codes.Kind, "kind of this rule|'when' for 'wen'" },
        { "{ rule: r, category: ^roles, when: { a: b }, points: 2 }", Codes.AbsentCategory, "'roles'|'role'" },
        { "{ rule: ^clamp, category: role, when: { a: b }, points: 2 }", Codes.ReservedId, "'clamp'" },
        { "{ rule: ^Big Boss, category: role, when: { a: b }, points: 2 }", Codes.Identifier, "'Big Boss'|'big-boss'" },
        { "{ rule: r, category: role, together: [^s], points: 2 }", Codes.AbsentRule, "'s'" },
        { "{ rule: r, category: role, together: [^r], points: 2 }", Codes.CombinationOfWrongKind, "combination rule" },
        { "{ rule: r, category: role, together: ^[], points: 2 }", Codes.NothingListed, "'together'" },
        { "{ rule: r, category: role, when: { a: b }, points: 2, owner: ^sails }", Codes.NotOneOf, "'sails'|'sales'" },
        { "{ rule: r, category: role, when: { a: b }, points: 2, signal: ^1 }", Codes.NotOneOf, "'1'|true, false" },
        { "{ rule: r, category: role, when: { a: b }, points: 2, title: ^\"\" }", Codes.WrongType, "'title' must be text" },
        { "{ rule: r, category: role, when: { a: b, ^a: c }, points: 2 }", Codes.DuplicateKey, "'a'|line 8" },
    };

    public static TheoryData<string, string, string> Sections() => new()
    {
        { "model: ^Crm\n", Codes.Identifier, "'Crm'|'crm'" },
        { "model: ^9to5\n", Codes.Identifier, "'9to5'|'x-9to5'" },
        { "title:^ \n", Codes.WrongType, "nothing|'title' must be text" },
        { "^tilte: Example\ntitle: Example\n", Codes.UnknownKey, "'tilte'" },
        { "audience: ^prospects\n", Codes.NotOneOf, "'prospects'|'prospect'" },
        { "mode: ^Live\n", Codes.NotOneOf, "'Live'|'live'" },
        { "scale: ^0\n", Codes.ScaleNotPositive, "'0'" },
        { "scale: ^-10\n", Codes.ScaleNotPositive, "'-10'" },
        { "scale: ^0.0001\n", Codes.Points, "'0.0001'" },
        { "timeZone: ^America/Los_Angelos\n", Codes.TimeZone, "'America/Los_Angelos'|tz database|'timeZone: America/Los_Angeles'" },
        { "timeZone: ^america/los_angeles\n", Codes.TimeZone, "'timeZone: America/Los_Angeles'" },
        { "timeZone: ^Los Angeles\n", Codes.TimeZone, "'timeZone: America/Los_Angeles'" },
        { "timeZone: ^Pacific Standard Time\n", Codes.TimeZone, "'timeZone: America/Los_Angeles'" },
        { "timeZone: ^pacific time\n", Codes.TimeZone, "'timeZone: America/Los_Angeles'" },
        { "timeZone: ^Pacific/Nowhere\n", Codes.TimeZone, "such as 'timeZone: America/Los_Angeles'" },
        { "timeZone: ^Erope/Zürich\n", Codes.TimeZone, "'timeZone: Europe/Zurich'" },
        { "timeZone: ^berlin\n", Codes.TimeZone, "'timeZone: Europe/Berlin'" },
        { "timeZone: ^PST\n", Codes.TimeZone, "IANA name|leave 'timeZone' out for UTC" },
        { "timeZone: ^UTC+2\n", Codes.TimeZone, "'UTC+2' is not a time zone" },
        { "timeZone: ^+02:00\n", Codes.TimeZone, "'+02:00'" },
        { "timeZone: ^[Europe/Berlin]\n", Codes.WrongType, "'timeZone' must be text" },
        { "review: { every: ^0d }\n", Codes.DurationTooShort, "'every'" },
        { "dimensions: ^{}\n", Codes.NothingListed, "no dimension" },
        { "dimensions:\n  fit: { categories: { role: 1 } }\n  ^letter: { categories: { website: 1 } }\ngrades: { letter: fit, number: letter, letters: { A: 3, B: 2, C: 1 }, numbers: { 1: 3, 2: 2, 3: 1 } }\n", Codes.DimensionName, "'letter'" },
        { "dimensions:\n  fit: { categories: { role: 1, ^a.b: 1 } }\n  engagement: { categories: { website: 1 } }\n", Codes.Identifier, "'a.b'|category" },
        { "dimensions:\n  fit: { categories: { role: 1 } }\n  engagement: { categories: { website: 1, ^role: 1 } }\n", Codes.CategoryTwice, "'role'|'fit'" },
        { "dimensions:\n  ^fit: { weight: 0, categories: { role: 1 } }\n  engagement: { weight: 0.0, categories: { website: 1 } }\n", Codes.WeightsSumToZero, "dimensions" },
        { "dimensions:\n  fit: { categories: { ^role: 0 } }\n  engagement: { categories: { website: 1 } }\n", Codes.WeightsSumToZero, "categories" },
        { "dimensions:\n  fit: { weight: ^-1, categories: { role: 1 } }\n  engagement: { categories: { website: 1 } }\n", Codes.Number, "'-1'|'weight'" },
        { "dimensions:\n  fit: { categories: ^[role] }\n  engagement: { categories: { website: 1 } }\nrules: []\n", Codes.WrongType, "'categories' must be a map" },
        { "dimensions:\n  fit: { categories: { role: 1 } }\n  engagement: { categories: { website: 1 }, inactivity: { after: 7d, every: ^8d, lose: 25% } }\n", Codes.EveryGreaterThanAfter, "8 days|7d" },
        { "dimensions:\n  fit: { categories: { role: 1 } }\n  engagement: { categories: { website: 1 }, inactivity: { after: 7d, every: 7d, lose: ^25 } }\n", Codes.Percentage, "'25'|'25%'" },
        { "dimensions:\n  fit: { categories: { role: 1 } }\n  engagement: { categories: { website: 1 }, inactivity: { after: 7d, every: 7d, lose: ^101% } }\n", Codes.Percentage, "'101%'" },
        { "grades: { letter: fit, number: ^fit, letters: { A: 3, B: 2, C: 1 }, numbers: { 1: 3, 2: 2, 3: 1 } }\n", Codes.OneDimensionGrades, "'fit'" },
        { "grades: { letter: fit, number: ^engagment, letters: { A: 3, B: 2, C: 1 }, numbers: { 1: 3, 2: 2, 3: 1 } }\n", Codes.AbsentDimension, "'engagment'|'engagement'" },
        { "grades: { letter: fit, number: engagement, letters: { A: 3, B: ^3, C: 1 }, numbers: { 1: 3, 2: 2, 3: 1 } }\n", Codes.Bounds, "bound of B|'3'" },
        { "grades: { letter: fit, number: engagement, letters: { A: 3, B: 2, C: 1 }, numbers: { 1: 3, 2: 2, 3: ^0 } }\n", Codes.Bounds, "bound of 3|above 0" },
        { "grades: { letter: fit, number: engagement, letters: ^{ A: 3, B: 2 }, numbers: { 1: 3, 2: 2, 3: 1 } }\n", Codes.MissingKey, "'C'" },
        { "grades: { letter: fit, number: engagement, letters: { A: 3, B: 2, C: 1, ^D: 0 }, numbers: { 1: 3, 2: 2, 3: 1 } }\n", Codes.UnknownKey, "'D'" },
        { "routes:\n  - { id: ^needs-info, to: sales }\n", Codes.ReservedId, "'needs-info'" },
        { "routes:\n  - { id: ^inactive, to: sales }\n", Codes.ReservedId, "'inactive'" },
        { "routes:\n  - { id: a, to: sales }\n  - { id: ^a, to: nurture }\n", Codes.DuplicateId, "'a' exists already (line 10)" },
        { "routes:\n  - { id: a, to: ^marketing }\n", Codes.NotOneOf, "'marketing'|sales, inside-sales, nurture" },
        { "routes:\n  - { id: a, when: { ^engagment: 5 }, to: sales }\n", Codes.UnknownRouteField, "'engagment'|'engagement'" },
        { "routes:\n  - { id: a, when: { ^website: 5 }, to: sales }\n", Codes.UnknownRouteField, "'website'|'category.website'" },
        { "routes:\n  - { id: a, when: { ^lastActivity: 5 }, to: sales }\n", Codes.UnknownRouteField, "'lastActivity'|profile.lastActivity" },
        { "routes:\n  - { id: a, when: { any: [ { ^category.web: 5 } ] }, to: sales }\n", Codes.AbsentCategory, "'web'" },
        { "routes:\n  - { id: a, when: { matched: { contains: [visit, ^visitt] } }, to: sales }\n", Codes.AbsentRule, "'visitt'|'visit'" },
        { "routes:\n  - { id: a, when: { grade: [A1, ^E1] }, to: sales }\n", Codes.ImpossibleGrade, "'E1'|A1 to D4" },
        { "routes:\n  - { id: a, when: { grade: { isNot: ^A } }, to: sales }\n", Codes.ImpossibleGrade, "'A' is not a grade" },
        { "routes:\n  - { id: a, when: { letter: ^E }, to: sales }\n", Codes.ImpossibleGrade, "'E' is not a letter" },
        { "routes:\n  - { id: a, when: { number: [4, ^5] }, to: sales }\n", Codes.ImpossibleGrade, "'5' is not a number" },
        { "routes:\n  - { id: a, to: sales, respondWithin: ^soon }\n", Codes.Duration, "'soon'|4h" },
        { "routes:\n  - { id: a, to: sales, attempts: ^none }\n", Codes.Number, "'none'|'attempts'" },
        { "fastTrack:\n  - { id: a, on: form.submitted, to: ^nurture }\n", Codes.NotOneOf, "'nurture'|sales, inside-sales" },
        { "fastTrack:\n  - ^{ id: a, on: form.submitted }\n", Codes.MissingKey, "'to'" },
        { "ignore:\n  - { on: page.viewed, where: { path: { ^newerThan: 3d } } }\n", Codes.AgeInWhere, "'newerThan'" },
        { "personas:\n  - ^{ id: a, when: { b: c } }\n", Codes.MissingKey, "'to'" },
        { "personas:\n  - { id: a, when: { b: c }, followUp: { by: ^support, within: 2d } }\n", Codes.NotOneOf, "'support'|marketing, sales" },
        { "personas:\n  - { id: a, when: { b: c }, followUp: ^{ by: sales, within: 2d, after: 3d } }\n", Codes.Kind, "both within and after" },
        { "personas:\n  - { id: a, when: { b: c }, followUp: { by: sales, after: ^0d } }\n", Codes.DurationTooShort, "'after'" },
        { "personas:\n  - { id: a, when: { b: c }, followUp: ^{ by: sales } }\n", Codes.MissingKey, "'within' is missing" },
        { "personas:\n  - { id: a, when: { b: c }, ^where: { d: e }, to: sales }\n", Codes.UnknownKey, "'where'|'on'" },
        { "disqualify:\n  - ^{ id: a, reason: b }\n", Codes.MissingKey, "'when'" },
        { "respond:\n  - ^{ id: a }\n", Codes.MissingKey, "'on'" },
        { "gates: { required: ^email }\n", Codes.WrongType, "'required' must be a list" },
        { "gates: { required: [email, ^email] }\n", Codes.DuplicateId, "'email'" },
        { "requalify: { margin: ^101 }\n", Codes.Number, "'101'|'margin'" },
        { "priority: { score: ^6 }\n", Codes.Number, "'6'|1 to 5" },
        { "tests:\n  - { lead: a, expect: ^{} }\n", Codes.NothingListed, "at least one figure" },
        { "tests:\n  - { lead: a, expect: { decision: ^qualifed } }\n", Codes.NotOneOf, "'qualifed'|'qualified'" },
        { "tests:\n  - { lead: a, expect: { score: ^{} } }\n", Codes.NothingListed, "'score' expects nothing" },
        { "tests:\n  - { lead: a, expect: { score: ^{ atLeast: 5, atMost: 4 } } }\n", Codes.Number, "'atLeast' of 'score' is above 'atMost'" },
        { "tests:\n  - { lead: a, expect: { fit: { atLeast: ^1.5 } } }\n", Codes.Number, "'1.5'|'atLeast'" },
        { "tests:\n  - { lead: a, expect: { category.website: { ^above: 4 } } }\n", Codes.UnknownKey, "'above'|atLeast, atMost" },
        { "fastTrack:\n  - { id: a, on: form.submitted, to: sales, escalate: ^[] }\n", Codes.WrongType, "'escalate' must be text" },
        { "tests:\n  - { lead: a, expect: { ^gade: A1 } }\n", Codes.UnknownExpectation, "'gade'|'grade'" },
        { "tests:\n  - { lead: a, expect: { ^website: 1 } }\n", Codes.UnknownExpectation, "'website'|'category.website'" },
        { "tests:\n  - { lead: a, expect: { grade: ^A0 } }\n", Codes.ImpossibleGrade, "'A0'" },
        { "tests:\n  - { lead: a, expect: { route: ^hott } }\nroutes: [ { id: hot, to: sales } ]\n", Codes.AbsentRoute, "'hott'|'hot'" },
        { "tests:\n  - { lead: a, expect: { matched: [visit, ^vist] } }\n", Codes.AbsentRule, "'vist'|'visit'" },
        { "tests:\n  - { lead: a, expect: { score: ^101 } }\n", Codes.Number, "'101'" },
        { "tests:\n  - { lead: a, events: [ ^{ on: page.viewed } ], expect: { score: 0 } }\n", Codes.MissingKey, "'daysAgo'" },
        { "tests:\n  - { lead: a, events: [ { on: ^page.*, daysAgo: 1 } ], expect: { score: 0 } }\n", Codes.EventType, "'page.*'" },
        { "tests:\n  - { lead: a, events: [ { on: page.viewed, daysAgo: 1, path: ^[a] } ], expect: { score: 0 } }\n", Codes.WrongType, "'path'|single value" },
        { "tests:\n  - { lead: a, expect: { score: 0 } }\n  - { lead: ^a, expect: { score: 0 } }\n", Codes.DuplicateId, "'a'" },
        { "scoring: ^ponts\ntarget: 10\n", Codes.NotOneOf, "'ponts'|'points'" },
        { "scoring: points\ntarget: 10\nscale: ^10\n", Codes.OtherScoring, "'scale' does not belong|remove 'scoring: points'" },
        { "scoring: points\ntarget: 10\ngrades: ^{ letter: fit }\n", Codes.OtherScoring, "'grades' does not belong" },
        { "scoring: points\ntarget: 10\ndimensions: ^{ fit: { categories: { role: 1 } } }\n", Codes.OtherScoring, "'dimensions' does not belong" },
        { "title: Example\n^target: 10\n", Codes.UnknownKey, "'target' is not a key|Add 'scoring: points'" },
        { "title: Example\n^categories: { website: {} }\n", Codes.UnknownKey, "'categories' inside each dimension" },
        { "scoring: points\ntarget: 10\nroutes: [ { id: a, when: { ^grade: A1 }, to: sales } ]\n", Codes.GradeWithoutGrades, "no grade|'score: { atLeast: ... }'" },
        { "scoring: points\ntarget: 10\nroutes: [ { id: a, when: { any: [ { ^letter: A } ] }, to: sales } ]\n", Codes.GradeWithoutGrades, "no letter" },
        { "scoring: points\ntarget: 10\nroutes: [ { id: a, when: { ^number: 1 }, to: sales } ]\n", Codes.GradeWithoutGrades, "no number" },
        { "scoring: points\ntarget: 10\nroutes: [ { id: a, when: { ^engagement: 1 }, to: sales } ]\n", Codes.GradeWithoutGrades, "no dimension 'engagement'" },
        { "scoring: points\ntarget: 10\nroutes: [ { id: a, when: { ^website: 1 }, to: sales } ]\n", Codes.UnknownRouteField, "'category.website'" },
        { "scoring: points\ntarget: 10\nroutes: [ { id: a, when: { ^interest: 1 }, to: sales } ]\n", Codes.UnknownRouteField, "Use 'category.<name>'|score, lastActivityDays, matched" },
        { "scoring: points\ntarget: 10\nroutes: [ { id: a, when: { ^category.web: 1 }, to: sales } ]\n", Codes.AbsentCategory, "'web'|website" },
        { "scoring: points\ntarget: 10\ntests:\n  - { lead: a, expect: { grade: ^A1 } }\n", Codes.GradeWithoutGrades, "no grade|'progress'" },
        { "scoring: points\ntarget: 10\ntests:\n  - { lead: a, expect: { ^fit: 5 } }\n", Codes.UnknownExpectation, "'fit'|progress" },
        { "scoring: points\ntarget: 10\ntests:\n  - { lead: a, expect: { progress: ^101 } }\n", Codes.Number, "'101'|from 0 to 100" },
        { "scoring: points\ntarget: 10\ntests:\n  - { lead: a, expect: { route: ^targt } }\n", Codes.AbsentRoute, "'targt'|'target'" },
        { "scoring: points\ntarget: 10\nroutes: [ { id: hot, to: sales } ]\ntests:\n  - { lead: a, expect: { route: ^target } }\n", Codes.AbsentRoute, "'target'|hot" },
        { "tests:\n  - { lead: a, expect: { ^progress: 5 } }\n", Codes.UnknownExpectation, "'progress'" },
        { "scoring: points\ntarget: ^0\n", Codes.Points, "'0'|0.001" },
        { "scoring: points\ntarget: ^0.0001\n", Codes.Points, "decimals" },
        { "scoring: points\nminimalPath: ^visit\n", Codes.WrongType, "'minimalPath' must be a list" },
        { "scoring: points\nminimalPath: [visit, ^visit]\n", Codes.DuplicateId, "'visit' is in 'minimalPath' twice" },
        { "scoring: points\nminimalPath: [visit, ^vist]\n", Codes.AbsentRule, "'vist'|'visit'" },
        { "scoring: points\nminimalPath: [visit]\ntarget: ^3\n", Codes.OtherTarget, "add up to 2|'target: 2'|remove 'target'" },
        { "scoring: points\nminimalPath: [visit, two]\ncategories:\n  ^website: { atMost: 3 }\nrules:\n  - { rule: visit, category: website, on: page.viewed, points: 2 }\n  - { rule: two, category: website, when: { a: b }, points: 2.5 }\n", Codes.BoundCutsPath, "4.5 points to the category 'website'|'atMost' is 3|only 3 would count|'atMost: 4.5'" },
        { "scoring: points\nminimalPath: [^gone]\nrules:\n  - { rule: gone, category: website, on: page.viewed, points: -2 }\n", Codes.PathOfWrongKind, "'gone' gives -2 points|above 0" },
        { "scoring: points\nminimalPath: [^size]\nrules:\n  - { rule: size, category: website, tiers: [ { when: { a: b }, points: 2 } ] }\n", Codes.PathOfWrongKind, "'size' gives its points by 'tiers'" },
        { "scoring: points\nminimalPath: [^often]\nrules:\n  - { rule: often, category: website, on: page.viewed, bands: { of: count, steps: [ { atLeast: 1, points: 1 } ] } }\n", Codes.PathOfWrongKind, "'often' is a band rule" },
        { "scoring: points\ntarget: 10\ncategories: { website: { atLeast: ^1 } }\n", Codes.CategoryBounds, "'atLeast' of the category 'website' is 1|at most 0" },
        { "scoring: points\ntarget: 10\ncategories: { website: { atMost: ^-1 } }\n", Codes.CategoryBounds, "'atMost' of the category 'website' is -1|at least 0" },
        { "scoring: points\ntarget: 10\ncategories: { website: { ^weight: 1 } }\n", Codes.UnknownKey, "'weight'|count alike" },
        { "scoring: points\ntarget: 10\ncategories: { website: ^3 }\n", Codes.WrongType, "the category 'website' must be a map" },
        { "scoring: points\ntarget: 10\ncategories: ^[ website ]\n", Codes.WrongType, "'categories' must be a map of names" },
        { "scoring: points\ntarget: 10\ncategories: { website: { inactivity: { after: 7d, every: ^8d, lose: 25% } } }\n", Codes.EveryGreaterThanAfter, "8 days" },
        { "scoring: points\ntarget: 10\ncategories: { content: {} }\nrules:\n  - { rule: visit, category: ^contents, on: page.viewed, points: 2 }\n", Codes.AbsentCategory, "'contents'|'content'" },
        { "scoring: points\ntarget: 10\nrules:\n  - { rule: visit, category: ^a.b, on: page.viewed, points: 2 }\n", Codes.Identifier, "'a.b'|category" },
        { "status: ^{}\n", Codes.MissingKey, "'atTarget' is missing" },
        { "status: { atTarget: ^opportunity }\n", Codes.NotOneOf, "'opportunity'|'Opportunity'" },
        { "title: a\n^title: b\n", Codes.DuplicateKey, "'title'|line 8" },
        { "title: a^: b\n", Codes.Syntax, "quotes" },
        { "title: ^*a\n", Codes.YamlFeature, "'*a'|\"*a\"" },
        { "title: ^&a Example\n", Codes.YamlFeature, "'&a'" },
        { "title: ^!!str Example\n", Codes.YamlFeature, "tag" },
        { "title: Example\n^---\ntitle: Example\n", Codes.SeveralDocuments, "second document" },
        { "title: a^\u0000b\n", Codes.Character, "U+0000" },
        { "title: a^\u2028b\n", Codes.Character, "U+2028|double quotes" },
        { "title: ^\"a\\0b\"\n", Codes.Character, "escape" },
        { "title: ^\"a\\uFFFEb\"\n", Codes.Character, "escape" },
        { "? ^[a, b]\n: c\ntitle: Example\n", Codes.WrongType, "key must be text" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_bad_rule_is_reported_at_its_place_with_a_fix(string rule, string code, string words) => Check(ModelText.WithRule(rule), code, words);

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_bad_section_is_reported_at_its_place_with_a_fix(string section, string code, string words) => Check(ModelText.With(section), code, words);

    [Theory]
    [InlineData("^")]
    [InlineData("^\n# only a comment\n")]
    [InlineData("^---\n...\n")]
    public void An_empty_document_is_an_error(string text) => Check(text, Codes.Empty, "empty|model: my-model");

    [Fact]
    public void A_model_whose_points_add_up_needs_a_target() => Check("^" + ModelText.With("scoring: points\n"), Codes.NoTarget, "'target' or 'minimalPath'|'target: 65'");

    [Fact]
    public void A_combination_that_rewards_cannot_list_a_rule_about_unsubscribing() => Check(
        ModelText.With(
            """
            rules:
              - { rule: gone, category: website, on: email.unsubscribed, points: -2 }
              - { rule: both, category: website, together: [^gone], points: 2 }

            """),
        Codes.RewardsUnsubscribing,
        "'gone'");

    private static void Check(string marked, string code, string words)
    {
        var (text, at) = Unmark(marked);

        var result = ModelLoader.Load(text);

        var problem = Assert.Single(result.Problems);
        Assert.Null(result.Definition);
        Assert.Equal(ProblemSeverity.Error, problem.Severity);
        Assert.Equal((code, at), (problem.Code, problem.At));
        Assert.All(words.Split('|'), word => Assert.Contains(word, $"{problem.Message} {problem.Fix}", StringComparison.Ordinal));
        Assert.NotEmpty(problem.Fix);
    }

    private static (string Text, SourcePosition At) Unmark(string marked)
    {
        var index = marked.IndexOf('^', StringComparison.Ordinal);
        var before = marked[..index];
        return (before + marked[(index + 1)..], new SourcePosition(before.Count(static c => c is '\n') + 1, index - before.LastIndexOf('\n')));
    }
}
