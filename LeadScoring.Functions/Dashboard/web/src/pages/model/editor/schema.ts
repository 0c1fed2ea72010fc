import schemaJson from "../../../../../../../docs/reference/model.schema.json";

/** As much of JSON Schema as the model language is written in. */
interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly if?: { readonly required?: readonly string[] };
  readonly then?: Schema;
  readonly else?: Schema;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly pattern?: string;
}

const root = schemaJson as unknown as Schema & { readonly $defs: Readonly<Record<string, Schema>> };

/** A key that may stand somewhere. */
export interface KeyHint {
  readonly name: string;
  readonly description: string;
  /** What a value of it looks like, to begin it: a map, a list, or text. */
  readonly shape: "map" | "list" | "text";
}

/** What the language allows at a place. */
export interface Hints {
  readonly keys: readonly KeyHint[];
  /** Values of a closed list. */
  readonly values: readonly string[];
  /** Whether any name is a key, as the fields of a condition are. */
  readonly isOpen: boolean;
  /** `days`, `type`, `condition` ...: which part of the language stands here. */
  readonly parts: ReadonlySet<string>;
}

/**
 * What may stand at a place.
 * @param path Keys from the top; "[]" for an item of a list.
 * @param keys Keys that stand there already: they tell which kind of rule it is.
 */
export function hintsAt(path: readonly string[], keys: readonly string[]): Hints {
  const parts = new Set<string>();
  let places = leaves([root], path.length === 0 ? parts : new Set());
  path.forEach((step, index) => (places = leaves(places.flatMap(place => below(place, step)), index === path.length - 1 ? parts : new Set())));
  const maps = places.filter(place => place.properties || place.additionalProperties);
  const fitting = maps.filter(place => place.additionalProperties !== false || keys.every(key => place.properties?.[key]));
  const used = fitting.length > 0 ? fitting : maps;
  const byName = new Map<string, KeyHint>();
  for (const place of used) {
    for (const [name, schema] of Object.entries(place.properties ?? {})) {
      if (!keys.includes(name) && !byName.has(name))
        byName.set(name, { name, description: describe(schema), shape: shapeOf(schema) });
    }
  }

  const values = [...new Set(places.flatMap(place => place.enum ?? (place.type === "boolean" ? ["true", "false"] : [])))];
  return { keys: [...byName.values()], values, isOpen: used.some(place => place.additionalProperties !== false && place.additionalProperties !== undefined), parts };
}

function below(place: Schema, step: string): Schema[] {
  if (step === "[]")
    return place.items ? [place.items] : [];
  const known = place.properties?.[step];
  if (known)
    return [known];
  return typeof place.additionalProperties === "object" ? [place.additionalProperties] : [];
}

// A place that may be one of several is all of them.
function leaves(schemas: readonly Schema[], parts: Set<string>): Schema[] {
  return schemas.flatMap(schema => {
    const found: Schema[] = [schema];
    if (schema.$ref) {
      const name = schema.$ref.replace("#/$defs/", "");
      parts.add(name);
      found.push(...leaves([root.$defs[name] ?? {}], parts));
    }

    for (const inner of [...(schema.anyOf ?? []), schema.then, schema.else]) {
      if (inner)
        found.push(...leaves([inner], parts));
    }

    return found;
  });
}

const describe = (schema: Schema): string => schema.description ?? (schema.$ref ? (root.$defs[schema.$ref.replace("#/$defs/", "")]?.description ?? "") : "");

function shapeOf(schema: Schema): KeyHint["shape"] {
  const places = leaves([schema], new Set());
  if (places.some(place => place.enum || place.pattern || place.type === "string" || (Array.isArray(place.type) && place.type.includes("string"))))
    return "text";
  if (places.some(place => place.properties || typeof place.additionalProperties === "object"))
    return "map";
  return places.some(place => place.items) ? "list" : "text";
}
