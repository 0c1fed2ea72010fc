/** `key:ann` as people say it. A person of the directory is known by an id alone, which says nothing. */
export const whoSaved = (by: string | undefined): string => (by === undefined ? "somebody" : by.startsWith("person:") ? "a colleague" : by.replace(/^\w+:/u, ""));
