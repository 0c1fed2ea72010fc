/** A piece of a text of the app: plain, code, or a page of the docs. */
export interface Piece {
  readonly kind: "text" | "code" | "page";
  readonly text: string;
  readonly href?: string;
}

const pattern = /`(?<code>[^`]+)`|docs\/(?<page>[A-Za-z0-9/_-]+)\.md(?:#(?<part>[\w-]+))?/gu;

/** The address of a page of the docs: where the pages of error codes are too. */
export const docsLink = (page: string): string => `https://leadscoring.dev/${page}`;

/** Splits a text that the app says into its pieces: what stands in backticks is code, and docs/errors/LS-HOOK-007.md is a page. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from)
      pieces.push({ kind: "text", text: text.slice(from, match.index) });
    const { code, page, part } = match.groups as { code?: string; page?: string; part?: string };
    if (code !== undefined)
      pieces.push({ kind: "code", text: code });
    else if (page !== undefined)
      pieces.push({ kind: "page", text: page.replace(/^errors\//u, ""), href: docsLink(page) + (part ? `#${part}` : "") });
    from = match.index + match[0].length;
  }

  if (from < text.length)
    pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}
