import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from './capability';
import { MODES } from './capability-row';
import { DSPS } from './dsp';
import { saveWords } from './save-words';
import { isZone } from './zone-clock';

const saving = DSPS.filter(dsp => CAPABILITIES[dsp].permission !== 'none');
const idle = DSPS.filter(dsp => CAPABILITIES[dsp].permission === 'none');

describe('a row', () => {
  it.each(saving)('of a service that saves is whole: %s', dsp => {
    const { needs, tiers, quota, grantDays, tokenLife, proof, modes } = CAPABILITIES[dsp];
    expect([needs, quota, grantDays, tokenLife, proof].filter(part => part === null)).toEqual([]);
    expect(Object.keys(tiers).length).toBeGreaterThan(0);
    expect(['adds', 'saves']).toContain(modes[0]);
    expect(saveWords(dsp).permission).not.toBeNull();
  });

  it.each(idle)('of one that does not has nothing that speaks of saving: %s', dsp => {
    const { needs, tiers, quota, grantDays, proof, modes, today } = CAPABILITIES[dsp];
    expect([needs, quota, grantDays, proof, ...Object.keys(tiers)]).toEqual([null, null, null, null]);
    expect([modes, today.access]).toEqual([['reminds', 'opens'], 'closed']);
  });

  it.each(DSPS)('has its modes the best first, and ends where everybody can go: %s', dsp => {
    const { modes } = CAPABILITIES[dsp];
    expect(modes).toEqual(MODES.filter(mode => modes.includes(mode)));
    expect(modes.slice(-2)).toEqual(['reminds', 'opens']);
  });

  it('has days in a zone there is, and units for at least one fan', () => {
    for (const { quota } of DSPS.map(dsp => CAPABILITIES[dsp])) {
      if (!quota?.daily) continue;
      const { zone, units, spare } = quota.daily;
      expect(isZone(zone)).toBe(true);
      expect(units - spare).toBeGreaterThan(quota.presave + quota.save);
    }
  });
});
