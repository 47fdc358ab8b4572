import type { Locator, Page } from '@playwright/test';

/** The fan's pass. */
export class PassView {
  readonly main: Locator;
  readonly headline: Locator;
  readonly reconnect: Locator;
  readonly renew: Locator;
  /** what has happened and what will, line by line */
  readonly story: Locator;
  /** what opens the way out, and the button behind it */
  readonly leave: Locator;
  readonly withdrawButton: Locator;

  constructor(readonly page: Page) {
    this.main = page.locator('main.pass');
    this.headline = page.getByRole('heading', { level: 1 });
    this.reconnect = page.getByRole('button', { name: /Reconnect Spotify/ });
    this.renew = page.getByRole('button', { name: /Renew the permission/ });
    this.story = page.locator('.steps li');
    this.leave = page.locator('details.withdraw summary');
    this.withdrawButton = page.locator('details.withdraw').getByRole('button');
  }

  async withdraw(): Promise<void> {
    await this.leave.click();
    await this.withdrawButton.click();
  }
}
