/** Where the parts of a JSON text begin, by their pointer (RFC 6901). */
export type Places = ReadonlyMap<string, number>;

const escape = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** Finds the places of a JSON text that can be parsed; a member's place is that of its name. */
export function placesOf(text: string): Places {
  const places = new Map<string, number>();
  let at = 0;
  const blank = (): void => {
    while (/\s/u.test(text[at] ?? ""))
      at++;
  };
  const string = (): string => {
    const start = at++;
    while (at < text.length && text[at] !== "\"")
      at += text[at] === "\\" ? 2 : 1;
    at++;
    return JSON.parse(text.slice(start, at)) as string;
  };
  const value = (pointer: string): void => {
    blank();
    if (!places.has(pointer))
      places.set(pointer, at);
    const first = text[at];
    if (first === "{" || first === "[")
      members(pointer, first === "{");
    else if (first === "\"")
      string();
    else {
      while (at < text.length && !/[\s,\]}]/u.test(text[at]!))
        at++;
    }
  };
  const members = (pointer: string, named: boolean): void => {
    at++;
    for (let index = 0; ; index++) {
      blank();
      if (at >= text.length || text[at] === "}" || text[at] === "]") {
        at++;
        return;
      }

      const start = at;
      const name = named ? escape(string()) : String(index);
      if (named) {
        blank();
        at++;
        places.set(`${pointer}/${name}`, start);
      }

      value(`${pointer}/${name}`);
      blank();
      if (text[at] === ",")
        at++;
    }
  };
  value("");
  return places;
}

/** The place that a pointer names, or of the nearest part around it that is there. */
export function placeOf(text: string, pointer: string): number {
  const places = placesOf(text);
  for (let part = pointer; part !== ""; part = part.slice(0, part.lastIndexOf("/"))) {
    const place = places.get(part);
    if (place !== undefined)
      return place;
  }

  return places.get("") ?? 0;
}

/** The line of a place, from 1. */
export const lineOf = (text: string, place: number): number => text.slice(0, place).split("\n").length;

/** What is wrong with a text that is to be a JSON object, with its line where that is known; undefined where nothing is. */
export function jsonFault(text: string): { detail: string; place: number } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? undefined : { detail: "It must be an object: write { first and } last.", place: 0 };
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    const known = /position (\d+)/u.exec(message)?.[1];
    return { detail: `It is not JSON: ${message.replace(/ in JSON.*$/u, "").replace(/^JSON\.parse: /u, "")}.`, place: known === undefined ? text.length : Number(known) };
  }
}
