'use client';

import { useState } from 'react';
import { TERRITORIES } from '@/lib/domain/territory-zones';
import { territoryName } from '@/lib/domain/territory-names';

const PHASES = [
  { value: 'before', label: 'Before' },
  { value: 'rolling', label: 'Rolling day' },
  { value: 'out', label: 'Out' },
] as const;
const SCHEMES = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

const COUNTRIES = TERRITORIES.map(code => ({ code, name: territoryName(code) })).toSorted((a, b) =>
  a.name.localeCompare(b.name, 'en'),
);

/** The real page at a phone's size, as far as the form describes it. `version` changes whenever it looks different. */
export function PagePreview({ draft, version }: { draft: string; version: string }) {
  const [phase, setPhase] = useState<string>('before');
  const [scheme, setScheme] = useState<string>('light');
  const [country, setCountry] = useState('GB');
  if (draft === '') return <p className="text-muted">The page appears here with the first word.</p>;
  const query = new URLSearchParams({ phase, scheme, country, version });
  return (
    <div className="grid justify-items-start gap-3">
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        <Choice label="Moment" name="preview-phase" options={PHASES} value={phase} onChange={setPhase} />
        <Choice label="Colours" name="preview-scheme" options={SCHEMES} value={scheme} onChange={setScheme} />
        <label className="flex items-center gap-2 text-small">
          In
          <select className="input !w-40" value={country} onChange={event => setCountry(event.target.value)}>
            {COUNTRIES.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <iframe
        title="Preview of the page"
        className="page-preview"
        src={`/preview/${draft}?${query.toString()}`}
        // What is in it is our own; this keeps its forms and links from leading anywhere.
        // oxlint-disable-next-line react/iframe-missing-sandbox
        sandbox="allow-scripts allow-same-origin"
        loading="lazy"
      />
      <p className="text-small text-muted">Nothing in it can be tapped, and nobody is counted.</p>
    </div>
  );
}

type ChoiceProps = {
  label: string;
  name: string;
  options: readonly { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
};

function Choice({ label, name, options, value, onChange }: ChoiceProps) {
  return (
    <fieldset className="choice">
      <legend className="sr-only">{label}</legend>
      {options.map(option => (
        <label key={option.value} className="choice-one">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
