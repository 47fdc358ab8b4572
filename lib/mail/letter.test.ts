import { expect, it } from 'vitest';
import { oneLine, writeLetter } from './letter';

const letter = {
  subject: 'Join Night Drive',
  paragraphs: ['First.', 'Second.'],
  button: { label: 'Sign in', href: 'https://upbeat.example/sign-in/confirm?token=a&next=%2Fdashboard' },
  closing: ['It opens once.'],
};

it('says the same in both forms', () => {
  const { subject, text, html } = writeLetter(letter);
  expect(subject).toBe('Join Night Drive');
  for (const words of ['First.', 'Second.', 'Sign in', 'It opens once.']) {
    expect(text).toContain(words);
    expect(html).toContain(words);
  }
  expect(text).toContain(letter.button.href);
  expect(html).toContain('href="https://upbeat.example/sign-in/confirm?token=a&amp;next=%2Fdashboard"');
});

it('lets no name become a header, a tag or an attribute', () => {
  const hostile = 'Nova\r\nBcc: everybody@evil.example\r\n\r\n<script>alert(1)</script>"\u2028\u0000';
  const { subject, text, html } = writeLetter({
    ...letter,
    subject: hostile,
    paragraphs: [hostile],
    button: { label: hostile, href: 'https://upbeat.example/"><img src=x onerror=alert(1)>' },
  });
  expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  expect(subject).toMatch(/^Nova Bcc: everybody@evil\.example <script>/);
  expect(html).not.toMatch(/<script|<img|[\r\n]/);
  expect(text.split('\n')[0]).toBe('Nova Bcc: everybody@evil.example <script>alert(1)</script>"');
});

it('cuts a long subject between letters', () => {
  const { subject } = writeLetter({ ...letter, subject: '🌙'.repeat(400) });
  expect([...subject]).toHaveLength(150);
  expect(subject.endsWith('🌙…')).toBe(true);
});

it('makes one line of anything', () => {
  expect(oneLine(' a\r\n\tb\u0085c\u2029 ')).toBe('a b c');
});
