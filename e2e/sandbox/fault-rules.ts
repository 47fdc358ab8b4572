import type { FaultRule } from './faults';

type ArmedFault = FaultRule & { pattern: RegExp; until: number; matched: number };

/** The rules that are in force. Instants are epoch ms by the sandbox's clock. */
export class FaultRules {
  private rules: ArmedFault[] = [];

  /** How many there are, worn-out ones too. */
  get size(): number {
    return this.rules.length;
  }

  /** Puts rules behind those there are. Throws a SyntaxError when a `route` is no regular expression. */
  add(rules: readonly FaultRule[], now: number): void {
    for (const rule of rules) {
      this.rules.push({ ...rule, pattern: new RegExp(rule.route), until: now + rule.forMs, matched: 0 });
    }
  }

  clear(): void {
    this.rules = [];
  }

  /** The first rule that hits a call to `method` `path`, with one of its times used up. */
  take(method: string, path: string, fan: string | null, now: number): FaultRule | null {
    if (this.rules.length === 0) return null;
    const where = `${method} ${path}`;
    for (const rule of this.rules) {
      if (rule.times <= 0 || now >= rule.until || (rule.fan !== undefined && rule.fan !== fan)) continue;
      if (!rule.pattern.test(where)) continue;
      rule.matched += 1;
      if (rule.share < 1 && dice(rule.seed, rule.matched) >= rule.share) continue;
      rule.times -= 1;
      return rule;
    }
    return null;
  }
}

/** 0 up to but not 1, always the same for the same seed and number (two rounds of murmur3's finaliser). */
function dice(seed: number, n: number): number {
  return mix(mix(seed) + n) / 2 ** 32;
}

function mix(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
