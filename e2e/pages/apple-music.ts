import type { Locator, Page } from '@playwright/test';

type Listener = { country?: string; subscribed?: boolean };

/** The Apple Music button of a campaign page, what it says, and Apple's window as the sandbox has it. */
export class AppleMusicView {
  readonly button: Locator;
  readonly says: Locator;

  constructor(private readonly page: Page) {
    this.button = page.getByRole('button', { name: /Pre-save on Apple Music/ });
    this.says = page.locator('[data-service="appleMusic"] [role="status"]');
  }

  /** Resolves once the button is more than the form that the server drew. */
  async awake(): Promise<void> {
    await this.page.locator('form[data-musickit][data-awake]').waitFor();
  }

  /** Resolves once Apple's script is ready for the tap. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() =>
      (globalThis as { MusicKit?: { getInstance(): unknown } }).MusicKit?.getInstance(),
    );
  }

  /** Taps, and answers Apple's window. */
  async tap(): Promise<Page> {
    const [window] = await Promise.all([this.page.waitForEvent('popup'), this.button.click()]);
    return window;
  }

  async allow(fan: string, options: Listener = {}): Promise<void> {
    await this.answer(await this.tap(), fan, options);
  }

  /** Says yes in Apple's window. */
  async answer(window: Page, fan: string, options: Listener = {}): Promise<void> {
    await window.getByLabel('Listener').fill(fan);
    if (options.country) await window.getByLabel('Country').fill(options.country);
    if (options.subscribed === false) await window.getByLabel('Without a subscription').check();
    await window.getByRole('button', { name: 'Allow', exact: true }).click();
  }
}
