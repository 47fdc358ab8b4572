import type { Locator, Page } from '@playwright/test';

/** The fan's pass. */
export class PassView {
  readonly main: Locator;
  readonly headline: Locator;
  readonly reconnect: Locator;
  readonly withdraw: Locator;

  constructor(readonly page: Page) {
    this.main = page.locator('main.pass');
    this.headline = page.getByRole('heading', { level: 1 });
    this.reconnect = page.getByRole('button', { name: /Reconnect Spotify/ });
    this.withdraw = page.getByRole('button', { name: /Withdraw/ });
  }
}
