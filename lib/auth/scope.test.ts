import { describe, expect, it } from 'vitest';
import { isCron, isOwnFetch, isOwnForm } from './scope';

const form = (headers: Record<string, string>) => isOwnForm(new Headers(headers), 'https://upbeat.example');

describe('isCron', () => {
  it('takes the secret and nothing else', () => {
    expect(isCron('Bearer s3cret', 's3cret')).toBe(true);
    for (const wrong of [null, '', 'Bearer', 'Bearer ', 's3cret', 'Bearer s3cretx', 'bearer s3cret', 'Basic s3cret'])
      expect(isCron(wrong, 's3cret'), String(wrong)).toBe(false);
  });
});

describe('isOwnForm', () => {
  it('takes a post from our page', () => {
    expect(form({ 'sec-fetch-site': 'same-origin', origin: 'https://upbeat.example' })).toBe(true);
    expect(form({ origin: 'https://upbeat.example' })).toBe(true);
    expect(form({ 'sec-fetch-site': 'same-origin', origin: 'null' })).toBe(true);
  });

  it('refuses posts from elsewhere, and posts that tell nothing of themselves', () => {
    expect(form({ 'sec-fetch-site': 'cross-site', origin: 'https://upbeat.example' })).toBe(false);
    expect(form({ 'sec-fetch-site': 'same-site' })).toBe(false);
    expect(form({ 'sec-fetch-site': 'none' })).toBe(false);
    expect(form({ origin: 'https://evil.example' })).toBe(false);
    expect(form({ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' })).toBe(false);
    expect(form({ origin: 'null' })).toBe(false);
    expect(form({})).toBe(false);
  });
});

describe('isOwnFetch', () => {
  it('takes a fetch by our own page, and one by a browser that does not say', () => {
    const fetched = (site: string | null) => isOwnFetch(new Headers(site === null ? {} : { 'sec-fetch-site': site }));
    expect([null, 'same-origin', 'same-site', 'cross-site', 'none'].map(fetched)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
