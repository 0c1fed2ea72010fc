import { useId, useState } from "preact/hooks";

import { Button } from "../../../ui/basics";
import { dayText } from "../../../words/time";
import { daysFrom, shift } from "./sample";

/** On which days something happened: chips to be taken away, and a date to be added. */
export function ActivityDays({ today, daysAgo, onChange }: { today: string; daysAgo: readonly number[]; onChange: (daysAgo: readonly number[]) => void }) {
  const [isAdding, setAdding] = useState(false);
  const [day, setDay] = useState(today);
  const id = useId();
  const sorted = daysAgo.map((days, index) => ({ days, index })).sort((left, right) => right.days - left.days);
  const add = (): void => {
    const days = daysFrom(day, today);
    if (Number.isFinite(days) && days <= 150 && days >= -150)
      onChange([...daysAgo, days]);
    setAdding(false);
  };
  return (
    <div class="activity-days" role="group" aria-labelledby={`${id}-label`}>
      <span class="label" id={`${id}-label`}>Days of activity: drag the circles, or choose</span>
      <div class="row wrap chips">
        {sorted.map(({ days, index }) => (
          <span class="chip" key={index}>
            {dayText(shift(today, -days))}
            <button type="button" class="chip-x" aria-label={`Take away ${dayText(shift(today, -days))}`} onClick={() => onChange(daysAgo.filter((_, at) => at !== index))}>×</button>
          </span>
        ))}
        {isAdding ? (
          <form
            class="row"
            onSubmit={event => {
              event.preventDefault();
              add();
            }}
          >
            <input class="field day" type="date" aria-label="Another day of activity" value={day} min={shift(today, -150)} max={shift(today, 150)} onInput={event => setDay(event.currentTarget.value)} />
            <Button type="submit">Add</Button>
          </form>
        ) : (
          <Button kind="quiet" onClick={() => setAdding(true)}>Add a day</Button>
        )}
      </div>
    </div>
  );
}
