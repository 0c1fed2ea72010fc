/** Where the parts of a JSON text begin, by their pointer (RFC 6901). */
export type Places = ReadonlyMap<string, number>;

/** What is wrong with a text, and where. */
export interface Fault {
  readonly detail: string;
  readonly place: number;
}

class NotJson extends Error {
  constructor(readonly detail: string, readonly place: number) {
    super(detail);
  }
}

const escape = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** Reads a JSON text by itself, since browsers tell the place of a fault each in its own way, or not at all. */
class Scanner {
  readonly places = new Map<string, number>();
  private at = 0;

  constructor(private readonly text: string) {}

  read(): void {
    this.value("");
    this.blank();
    if (this.at < this.text.length)
      throw new NotJson("Nothing may stand behind the end.", this.at);
  }

  private blank(): void {
    while (/[ \t\r\n]/u.test(this.text[this.at] ?? ""))
      this.at++;
  }

  private value(pointer: string): void {
    this.blank();
    if (!this.places.has(pointer))
      this.places.set(pointer, this.at);
    const first = this.text[this.at];
    if (first === "{" || first === "[")
      this.members(pointer, first === "{");
    else if (first === "\"")
      this.string();
    else
      this.word();
  }

  private members(pointer: string, named: boolean): void {
    const end = named ? "}" : "]";
    this.at++;
    this.blank();
    if (this.text[this.at] === end) {
      this.at++;
      return;
    }

    for (let index = 0; ; index++) {
      this.blank();
      const start = this.at;
      const name = named ? escape(this.name()) : String(index);
      if (named)
        this.places.set(`${pointer}/${name}`, start);
      this.value(`${pointer}/${name}`);
      this.blank();
      const next = this.text[this.at];
      if (next !== "," && next !== end)
        throw new NotJson(`A comma or ${end} is missing here.`, this.at);
      this.at++;
      if (next === end)
        return;
    }
  }

  private name(): string {
    if (this.text[this.at] !== "\"")
      throw new NotJson("A name in double quotes is missing here; after the last member stands no comma.", this.at);
    const name = this.string();
    this.blank();
    if (this.text[this.at] !== ":")
      throw new NotJson("A colon is missing here.", this.at);
    this.at++;
    return name;
  }

  private string(): string {
    const start = this.at++;
    while (this.at < this.text.length && this.text[this.at] !== "\"" && this.text[this.at] !== "\n")
      this.at += this.text[this.at] === "\\" ? 2 : 1;
    if (this.text[this.at] !== "\"")
      throw new NotJson("This text has no closing quote.", start);
    this.at++;
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      throw new NotJson("This text has a backslash or a character that JSON does not know.", start);
    }
  }

  // A number, true, false or null.
  private word(): void {
    const start = this.at;
    while (this.at < this.text.length && !/[\s,:\]}[{"]/u.test(this.text[this.at]!))
      this.at++;
    const word = this.text.slice(start, this.at);
    if (!/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/u.test(word))
      throw new NotJson(word === "" ? "A value is missing here." : "This is not a value: texts stand in double quotes.", start);
  }
}

/** Finds the places of a JSON text, up to its first fault; a member's place is that of its name. */
export function placesOf(text: string): Places {
  const scanner = new Scanner(text);
  try {
    scanner.read();
  } catch (fault) {
    if (!(fault instanceof NotJson))
      throw fault;
  }

  return scanner.places;
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

/** What is wrong with a text that is to be a JSON object; undefined where nothing is. */
export function jsonFault(text: string): Fault | undefined {
  try {
    new Scanner(text).read();
    return /^\s*\{/u.test(text) ? undefined : { detail: "It must be an object: { first and } last.", place: 0 };
  } catch (fault) {
    if (fault instanceof NotJson)
      return { detail: fault.detail, place: fault.place };
    throw fault;
  }
}
