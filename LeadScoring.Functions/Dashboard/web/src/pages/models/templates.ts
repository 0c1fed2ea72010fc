/** Texts to begin a model with. The samples are those of the repository, loaded when one is chosen. */
export interface Template {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly load: () => Promise<string>;
}

export const templates: readonly Template[] = [
  {
    name: "b2b-saas",
    title: "Fit and engagement",
    text: "Who somebody is and what they do, graded A1 to D4: for software sold to companies.",
    load: async () => (await import("../../../../../../samples/models/b2b-saas.yaml?raw")).default,
  },
  {
    name: "customer-expansion",
    title: "Customers",
    text: "Growth and renewal among people who bought.",
    load: async () => (await import("../../../../../../samples/models/customer-expansion.yaml?raw")).default,
  },
  {
    name: "spring-campaign",
    title: "A campaign in points",
    text: "Steps that add up to a target, as campaigns of marketing platforms do.",
    load: async () => (await import("../../../../../../samples/models/spring-campaign.yaml?raw")).default,
  },
  { name: "empty", title: "Empty", text: "Two dimensions and one rule each, to be replaced.", load: async () => empty },
];

/** The smallest model worth looking at: it assesses, so that nobody is sent by it. */
const empty = `model: new-model
title: A new model
# Scores everybody and sends nobody. Write "live" once the figures look right.
mode: assess

dimensions:
  fit:
    weight: 1
    categories: { role: 1 }
  engagement:
    weight: 1
    categories: { website: 1 }
    decay: { halfLife: 30d }

rules:
  - rule: decides
    title: Decides
    category: role
    when: { jobTitle: { hasWord: [chief, ceo, vp, director, head] } }
    points: 8
  - rule: pricing-page
    title: Looked at prices
    category: website
    on: page.viewed
    where: { path: { startsWith: /pricing } }
    points: 3
    perDay: 1

grades:
  letter: fit
  number: engagement
  letters: { A: 75, B: 50, C: 25 }
  numbers: { 1: 55, 2: 35, 3: 15 }

routes:
  - { id: hot, when: { grade: A1 }, to: sales, respondWithin: 2d }
`;
