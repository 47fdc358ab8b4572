import { GroupError, TextField } from '@/components/ui/field';
import type { Advice } from '@/lib/domain/advice';
import { COUNTDOWN_FIELD, onField, urlField, type DraftFields } from '@/lib/domain/draft-fields';
import { DSP_NAMES, DSPS, type Dsp } from '@/lib/domain/dsp';
import { evidenceWords, type FoundInCatalogue } from '@/lib/domain/found-release';
import { AdviceBeside } from './advice-beside';

type ServiceFieldsProps = {
  fields: DraftFields;
  found: readonly FoundInCatalogue[];
  advice: readonly Advice[];
  /** what fans get on each service here: "Saves it to your library at the release, for everyone" */
  promises: Partial<Record<Dsp, string>>;
};

/** The services: which are on the page, and where the release is on each, with what their catalogues said. */
export function ServiceFields({ fields, found, advice, promises }: ServiceFieldsProps) {
  return (
    <div className="grid gap-2">
      <GroupError name="services" />
      <AdviceBeside advice={advice} field="services" />
      <ul className="grid">
        {DSPS.map(dsp => (
          <ServiceRow
            key={dsp}
            dsp={dsp}
            fields={fields}
            found={found.find(one => one.dsp === dsp)}
            advice={advice}
            promise={promises[dsp]}
          />
        ))}
      </ul>
    </div>
  );
}

type RowProps = Pick<ServiceFieldsProps, 'fields' | 'advice'> & {
  dsp: Dsp;
  found: FoundInCatalogue | undefined;
  promise: string | undefined;
};

function ServiceRow({ dsp, fields, found, advice, promise }: RowProps) {
  const name = DSP_NAMES[dsp];
  return (
    <li className="service-row">
      <label className="service-tick">
        <input type="checkbox" name={onField(dsp)} defaultChecked={Boolean(fields[onField(dsp)])} />
        <span className="font-semibold">{name}</span>
        {promise && <span className="text-small text-muted">{promise}</span>}
      </label>
      <div className="service-more">
        <TextField
          name={urlField(dsp)}
          label={`Link on ${name}`}
          defaultValue={fields[urlField(dsp)] ?? ''}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          placeholder="Found by the UPC if left empty"
          hint={found && <bdi>{evidenceWords(found)}</bdi>}
        />
        {found?.match && !found.match.agrees && (
          <p className="text-small">
            Is it yours all the same? Its link is{' '}
            <a href={found.match.url} rel="noopener" target="_blank" className="underline [overflow-wrap:anywhere]">
              {found.match.url}
            </a>
          </p>
        )}
        {dsp === 'spotify' && (
          <TextField
            name={COUNTDOWN_FIELD}
            label="Countdown Page, if you have one"
            defaultValue={fields[COUNTDOWN_FIELD] ?? ''}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            hint="Spotify’s own pre-save page, from Spotify for Artists. It becomes the button where it is the best there is."
          />
        )}
        <AdviceBeside advice={advice} field={`services.${dsp}`} />
      </div>
    </li>
  );
}
