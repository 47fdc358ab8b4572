'use client';

import { useId, useRef, useState, type ChangeEvent } from 'react';
import { Button } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';
import { Status } from '@/components/ui/status';
import { OUTCOMES, type Outcomes, type OutcomeSource } from '@/lib/domain/outcome';
import { readOutcomeCsv, type CsvRead } from '@/lib/domain/outcome-csv';
import { OUTCOME_LABELS } from '@/lib/domain/outcome-words';

type OutcomeFormProps = { slug: string; title: string; from: string; values: Outcomes; action: FormAction };

const COUNTS = OUTCOMES.filter(what => what !== 'editorial');

/** What the first week brought, typed or from a file. A file is read here, and only fills the fields: nothing is kept before the artist has seen it. */
export function OutcomeForm({ slug, title, from, values, action }: OutcomeFormProps) {
  const fields = useRef<HTMLDivElement>(null);
  const fileId = useId();
  const [source, setSource] = useState<OutcomeSource>('typed');
  const [heard, setHeard] = useState<CsvRead | null>(null);
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (!file) return;
    const read = readOutcomeCsv(await file.text(), { title, from });
    setHeard(read);
    if (read.kind === 'refused') return;
    setSource('csv');
    for (const what of COUNTS) {
      const field = fields.current?.querySelector<HTMLInputElement>(`input[name="${what}"]`);
      if (field && read.values[what] !== undefined) field.value = String(read.values[what]);
    }
  };
  return (
    <Form action={action} className="grid max-w-2xl gap-5" label="The first week">
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="source" value={source} />
      <div className="field">
        <label htmlFor={fileId} className="field-label">
          A table from Spotify for Artists (CSV)
        </label>
        <input id={fileId} type="file" accept=".csv,text/csv" className="input" onChange={event => void take(event)} />
        <p className="field-hint">“Audience” or “Songs”. It fills the fields below; you look, then record.</p>
      </div>
      <div role="status" className="empty:hidden">
        {heard && (
          <Status tone={heard.kind === 'read' ? 'good' : 'bad'}>
            {heard.kind === 'read' ? `Read, not recorded yet. ${heard.said}` : heard.message}
          </Status>
        )}
      </div>
      <div ref={fields} className="grid gap-5 sm:grid-cols-2" onInput={() => setSource('typed')}>
        {COUNTS.map(what => (
          <TextField
            key={what}
            name={what}
            label={OUTCOME_LABELS[what].name}
            hint={OUTCOME_LABELS[what].hint}
            inputMode="numeric"
            autoComplete="off"
            defaultValue={values[what]}
          />
        ))}
        <SelectField
          name="editorial"
          label={OUTCOME_LABELS.editorial.name}
          hint={OUTCOME_LABELS.editorial.hint}
          defaultValue={values.editorial === undefined ? '' : String(values.editorial)}
          options={[
            { value: '', label: 'None yet' },
            { value: '1', label: 'On a playlist' },
            { value: '0', label: 'Not this time' },
          ]}
        />
      </div>
      <div>
        <Button type="submit" look="main" busy="Recording …">
          Record
        </Button>
      </div>
    </Form>
  );
}
