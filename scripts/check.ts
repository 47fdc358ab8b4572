// npm run check: everything that can be known without a database or a browser.
import { runChecks } from './checks';
import { endProcess } from './lifetime';
import { total } from './reports';

const { passed, failed } = total(await runChecks());
await endProcess(failed > 0 ? 1 : 0, `check: ${passed} passed, ${failed} failed`);
