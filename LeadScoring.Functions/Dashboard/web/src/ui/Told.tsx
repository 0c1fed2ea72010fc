import { now } from "../state/now";
import { ago } from "../words/time";
import { piecesOf } from "../words/told";
import { Time } from "./basics";

/** A text of the app as people read it: code as code, pages of the docs as links, times as said. Never markup. */
export function Told({ text }: { text: string }) {
  return (
    <bdi class="wrap-any">
      {piecesOf(text).map((piece, index) => {
        if (piece.kind === "code")
          return <code key={index} class="mono">{piece.text}</code>;
        if (piece.kind === "time")
          return <Time key={index} at={piece.text}>{ago(piece.text, now.value)}</Time>;
        return piece.href !== undefined ? <a key={index} class="link" href={piece.href} target="_blank" rel="noreferrer">{piece.text}</a> : piece.text;
      })}
    </bdi>
  );
}
