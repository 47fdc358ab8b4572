'use client';

import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';
import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import { Table } from '@/components/ui/table';
import { numberWords } from '@/lib/domain/number-words';
import { zoneWords } from '@/lib/domain/release-words';
import type { MoveView } from './move-view';
import { expiringSentence, moveSentences } from './move-words';
import { clockAt, useZone } from './use-clock';

const COLUMNS = [
  { key: 'where', label: 'Where', quiet: true },
  { key: 'fans', label: 'Fans', figure: true },
  { key: 'from', label: 'Was due' },
  { key: 'to', label: 'Will be due' },
];
const SHOWN = 8;

type DateFormProps = {
  slug: string;
  /** the date as it is: "2026-12-11", and its time in UTC for a release at one instant */
  date: string;
  time: string | null;
  /** what is to be said about the date that was asked for */
  said: { tone: 'plain' | 'bad'; words: string } | null;
};

/** Asks for the new date. It only looks: an address of its own, so that the browser's back takes it back. */
export function MoveDateForm({ slug, date, time, said }: DateFormProps) {
  return (
    <Section title="The new date" about="Nothing moves yet: first you see what will.">
      <form method="get" action={`/dashboard/c/${encodeURIComponent(slug)}/day/move`} className="grid max-w-md gap-3">
        <TextField
          name="date"
          type="date"
          label="Date"
          defaultValue={date}
          required
          hint={time === null ? 'It is out at midnight of this day, in each country by its own clock.' : undefined}
        />
        {time !== null && (
          <TextField
            name="time"
            type="time"
            label="Time in UTC"
            defaultValue={time}
            required
            hint="Everywhere at once."
          />
        )}
        {said && <Status tone={said.tone}>{said.words}</Status>}
        <div>
          <Button type="submit">Show what moves</Button>
        </div>
      </form>
    </Section>
  );
}

type MovePlanProps = {
  slug: string;
  /** the date it moves away from, for machines */ from: string;
  view: MoveView;
  action: FormAction;
};

/** What a new date moves, all of it, and the button that does it. */
export function MovePlan({ slug, from, view, action }: MovePlanProps) {
  const zone = useZone();
  const lost = expiringSentence(view);
  const rest = view.groups.length - SHOWN;
  return (
    <Section title={`To ${view.words}`} about="This is what happens when you confirm it.">
      <ul className="grid max-w-[68ch] list-disc gap-1.5 ps-5">
        {moveSentences(view).map(sentence => (
          <li key={sentence} className="text-pretty">
            {sentence}
          </li>
        ))}
      </ul>
      {lost && <Status tone="warn">{lost}</Status>}
      {view.groups.length > 0 && (
        <div className="grid gap-2">
          <Table
            caption="When the waiting pre-saves are due, before and after"
            columns={COLUMNS}
            rows={view.groups.slice(0, SHOWN).map(group => ({
              key: `${group.from} ${group.to}`,
              cells: {
                where: <span className="font-semibold">{group.where}</span>,
                fans: numberWords(group.fans),
                from: clockAt(group.from, zone, view.now),
                to: group.to <= view.now ? 'at once' : clockAt(group.to, zone, view.now),
              },
            }))}
          />
          <p className="text-small text-muted">
            {rest > 0 && `And ${rest} more midnights with fewer fans. `}
            {zoneWords(zone)}
          </p>
        </div>
      )}
      <Form action={action} className="grid justify-items-start gap-3" label="Confirm the new date" leaves>
        <input type="hidden" name="slug" value={slug} />
        <input type="hidden" name="from" value={from} />
        <input type="hidden" name="to" value={view.to} />
        <Button type="submit" look="main" busy="Moving …">
          Move it to {view.words}
        </Button>
      </Form>
    </Section>
  );
}
