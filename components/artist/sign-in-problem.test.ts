import { expect, it } from 'vitest';
import { signInProblem } from './sign-in-problem';

it('has words for our own reasons and for no others', () => {
  expect(['link', 'declined', 'provider'].map(code => signInProblem(code)?.length)).not.toContain(undefined);
  for (const code of [undefined, '', 'constructor', '__proto__', '<b>', ['link']])
    expect(signInProblem(code)).toBeNull();
});
