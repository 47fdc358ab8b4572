/** How a client is told when to come back. A number goes out as it is, whatever the limit says. */
export type RetryAfter = 'seconds' | 'http-date' | 'absent' | 'negative' | number;

/** How much is let through. Only a token bucket has a refill. */
export type Pace = { limit: number; refillPerSecond?: number | undefined };

/** Another pace, from when so many calls were let through or so many ms have passed since the rule was set. */
export type PaceStep = Pace & ({ afterCalls: number } | { afterMs: number });

type Terms = {
  limit: number;
  /** steps come in this order, each after the one before it */
  plan: readonly PaceStep[];
  /** whether calls that were turned away use up the limit as well */
  countsRefused: boolean;
  retryAfter: RetryAfter;
  quotaExceeded: boolean;
  /** whether token requests are limited as well */
  tokenRoute: boolean;
};

export type RollingRule = Terms & { kind: 'rolling'; windowMs: number };
export type BucketRule = Terms & { kind: 'token-bucket'; refillPerSecond: number; cost: number };
export type LimitRule = RollingRule | BucketRule;
