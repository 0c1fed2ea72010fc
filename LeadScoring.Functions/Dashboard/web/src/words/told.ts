/** A piece of a text of the app: plain, code, a page of the docs, or an instant. */
export interface Piece {
  readonly kind: "text" | "code" | "page" | "time";
  readonly text: string;
  readonly href?: string;
}

const pattern = /`(?<code>[^`]+)`|docs\/(?<page>[A-Za-z0-9/_-]+)\.md(?:#(?<part>[\w-]+))?|(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/gu;

/** The address of a page of the docs: where the pages of error codes are too. */
export const docsLink = (page: string): string => `https://leadscoring.dev/${page}`;

/** Splits a text that the app says into its pieces: what stands in backticks is code, docs/errors/LS-HOOK-007.md is a page, and 2026-03-01T12:00:00Z an instant. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from)
      pieces.push({ kind: "text", text: text.slice(from, match.index) });
    const { code, page, part, time } = match.groups as { code?: string; page?: string; part?: string; time?: string };
    if (code !== undefined)
      pieces.push({ kind: "code", text: code });
    else if (page !== undefined)
      pieces.push({ kind: "page", text: page.replace(/^errors\//u, ""), href: docsLink(page) + (part ? `#${part}` : "") });
    else if (time !== undefined)
      pieces.push({ kind: "time", text: time });
    from = match.index + match[0].length;
  }

  if (from < text.length)
    pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}
