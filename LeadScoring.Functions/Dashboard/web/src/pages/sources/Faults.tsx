import type { RequestError } from "../../api/schema";
import { Told } from "../../ui/Told";
import { lineOf, placeOf } from "./jsonPlaces";

/** What is wrong with a document, each with its line: a press shows the place. */
export function Faults({ text, fault, errors, onShow }: { text: string; fault: { detail: string; place: number } | undefined; errors: readonly RequestError[]; onShow: (place: number) => void }) {
  if (fault)
    return <ul class="faults"><li><Place line={lineOf(text, fault.place)} onShow={() => onShow(fault.place)} /><span>{fault.detail}</span></li></ul>;
  if (errors.length === 0)
    return null;
  return (
    <ul class="faults" role="alert">
      {errors.map((error, index) => {
        const place = placeOf(text, error.pointer);
        return (
          <li key={index}>
            <Place line={lineOf(text, place)} onShow={() => onShow(place)} />
            <span><Told text={`${error.detail} ${error.fix}`} /></span>
          </li>
        );
      })}
    </ul>
  );
}

const Place = ({ line, onShow }: { line: number; onShow: () => void }) => <button type="button" class="twin nowrap" onClick={onShow}>line {line}</button>;
