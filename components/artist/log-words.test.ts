import { expect, it } from 'vitest';
import { AUDIT_ACTIONS } from '@/lib/domain/audit';
import { logActor, logWords } from './log-words';

it('has words for every line, also for one without particulars', () => {
  for (const action of AUDIT_ACTIONS) {
    const words = logWords({ action, subject: null, details: {} });
    expect(words, action).toMatch(/^[a-z]/);
    expect(words, action).not.toMatch(/undefined|null/);
  }
});

it('says what was before and what is now', () => {
  expect(logWords({ action: 'workspace.renamed', subject: 'Nova', details: { before: 'Mira' } })).toBe(
    'renamed the workspace from “Mira” to “Nova”',
  );
  expect(
    logWords({ action: 'member.role_changed', subject: 'a@b.example', details: { before: 'viewer', role: 'editor' } }),
  ).toBe('made a@b.example an editor instead of a viewer');
});

it('names who did it', () => {
  expect(logActor({ actor: 'Mira', actorId: 'x' })).toBe('Mira');
  expect(logActor({ actor: null, actorId: null })).toBe('The operator');
  expect(logActor({ actor: null, actorId: 'x' })).toBe('Somebody who has left Upbeat');
});
