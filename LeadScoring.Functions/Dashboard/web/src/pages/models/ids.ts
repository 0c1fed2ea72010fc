/** An id that a title suggests: "B2B SaaS, 2nd try" is "b2b-saas-2nd-try". */
export function idOf(title: string): string {
  const words = title
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^[^a-z]+|-+$/gu, "");
  return words.slice(0, 63).replace(/-+$/u, "");
}

/** Why an id cannot be used; undefined where it can. */
export function faultOf(id: string, taken: readonly string[]): string | undefined {
  if (id === "")
    return "Write an id, such as b2b-saas.";
  if (!/^[a-z][a-z0-9-]{0,62}$/u.test(id))
    return "Use lower-case letters, digits and dashes, beginning with a letter; at most 63.";
  return taken.includes(id) ? "There is a model of this id. Choose another." : undefined;
}
