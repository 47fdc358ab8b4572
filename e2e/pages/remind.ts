import type { Locator, Page } from '@playwright/test';

/** The reminder on the campaign page. */
export class RemindView {
  readonly button: Locator;
  /** when the entry is for */
  readonly moment: Locator;
  readonly file: Locator;
  readonly google: Locator;
  readonly subscribe: Locator;

  constructor(page: Page) {
    const box = page.locator('details.remind');
    this.button = box.locator('summary');
    this.moment = box.locator('[data-moment]');
    this.file = box.getByRole('button', { name: /Apple Calendar or Outlook/ });
    this.google = box.getByRole('button', { name: /Google Calendar/ });
    this.subscribe = box.getByRole('button', { name: /Subscribe/ });
  }
}
