import { describe, expect, it } from 'vitest';
import { random } from '../testing/pace-agenda';
import { judge, type Company, type DoubtReason } from './doubt';

type Presave = { network: string; browser: string; minute: number; seen: boolean | null };

/** The company each of these pre-saves is in, as lib/analytics/judge.ts asks the database for it. */
function companyOf(all: readonly Presave[], one: Presave): Company {
  const network = all.filter(other => other.network === one.network);
  const hour = network.filter(other => Math.abs(other.minute - one.minute) <= 30);
  const slot = all.filter(other => Math.floor(other.minute / 5) === Math.floor(one.minute / 5));
  const unseen = (some: readonly Presave[]) => some.filter(other => other.seen === false).length;
  return {
    networkHour: hour.length,
    networkHourUnseen: unseen(hour),
    networkDay: network.length,
    visitorDay: network.filter(other => other.browser === one.browser).length,
    slot: slot.length,
    slotUnseen: unseen(slot),
    seen: one.seen,
  };
}

function doubts(all: readonly Presave[]): Partial<Record<DoubtReason | 'sound', number>> {
  const counted: Partial<Record<DoubtReason | 'sound', number>> = {};
  for (const one of all) {
    const judged = judge(companyOf(all, one));
    const kind = judged.kind === 'sound' ? 'sound' : judged.reason;
    counted[kind] = (counted[kind] ?? 0) + 1;
  }
  return counted;
}

const many = (n: number, make: (i: number) => Partial<Presave>): Presave[] =>
  Array.from({ length: n }, (_, i) => ({ network: `net ${i}`, browser: 'b', minute: i, seen: true, ...make(i) }));

describe('honest fans', () => {
  it('300 behind one carrier’s address within ten minutes are all believed', () => {
    const dice = random(7);
    const crowd = many(300, i => ({
      network: 'carrier',
      // a phone that half the crowd has, and every tenth with a blocker or without script
      browser: dice() < 0.5 ? 'the usual phone' : `phone ${Math.floor(dice() * 30)}`,
      minute: (i % 100) / 10,
      seen: dice() > 0.1,
    }));
    expect(doubts(crowd)).toEqual({ sound: 300 });
  });

  it('a family on one phone model, a school class, and a fan who asked not to be tracked are believed', () => {
    expect(doubts(many(5, () => ({ network: 'home', minute: 1 })))).toEqual({ sound: 5 });
    expect(doubts(many(28, i => ({ network: 'school', browser: `phone ${i % 12}`, minute: 3 })))).toEqual({
      sound: 28,
    });
    expect(doubts(many(200, () => ({ network: 'gateway', browser: 'x', minute: 3, seen: null })).slice(0, 7))).toEqual({
      sound: 7,
    });
  });

  it('a release day’s rush from everywhere is believed, whatever its size', () => {
    expect(doubts(many(2_000, i => ({ minute: i / 500, seen: i % 10 > 0 })))).toEqual({ sound: 2_000 });
  });

  it('nobody is doubted for views that were lost', () => {
    expect(doubts(many(500, i => ({ minute: i / 200, seen: null })))).toEqual({ sound: 500 });
  });
});

describe('scripts', () => {
  it('a form sent again and again from one network without the page is velocity', () => {
    const script = many(60, i => ({ network: 'server', browser: `forged ${i}`, minute: i / 3, seen: false }));
    expect(doubts(script)).toEqual({ velocity: 60 });
  });

  it('more from one address than people can be is velocity, page or not', () => {
    const farm = many(1_300, i => ({ network: 'farm', browser: `browser ${i % 50}`, minute: i / 22 }));
    expect(doubts(farm)).toEqual({ velocity: 1_300 });
  });

  it('account after account in one browser is a repeated visitor', () => {
    expect(doubts(many(12, i => ({ network: 'home', minute: i * 40 })))).toEqual({ repeated_visitor: 12 });
  });

  it('hundreds within minutes from as many networks, without the page, are a burst; the fans among them are believed', () => {
    const botnet = many(400, i => ({ minute: i / 100, seen: false }));
    const fans = many(80, i => ({ network: `fan ${i}`, minute: i / 20 }));
    expect(doubts([...botnet, ...fans])).toEqual({ account_burst: 400, sound: 80 });
  });
});
