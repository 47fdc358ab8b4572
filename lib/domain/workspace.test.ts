import { expect, it } from 'vitest';
import { firstWorkspaceName, MAX_WORKSPACE_NAME, mayAct, ROLES } from './workspace';

it('lets each role do what the roles below it may do', () => {
  const table = ROLES.map(role => ROLES.filter(needed => mayAct(role, needed)));
  expect(table).toEqual([['owner', 'editor', 'viewer'], ['editor', 'viewer'], ['viewer']]);
});

it('names a first workspace after its person', () => {
  expect(firstWorkspaceName({ name: ' Mira Solenne ', email: 'mira@label.example' })).toBe('Mira Solenne');
  expect(firstWorkspaceName({ name: null, email: 'mira@label.example' })).toBe('mira');
  expect(firstWorkspaceName({ name: '  ', email: null })).toBe('My workspace');
  expect([...firstWorkspaceName({ name: '🌙'.repeat(200), email: null })]).toHaveLength(MAX_WORKSPACE_NAME);
});
