import { json, type Answer } from './answer';
import type { Asked } from './asked';
import { refusal } from './control-change';
import { CHANGES } from './control-changes';
import { calls, libraryOfFan, libraryOfUri, state, verdict } from './control-readouts';
import type { World } from './world';

/** Answers a route under `/control`: how tests set the stage and look behind it. Nothing of this exists at Spotify. */
export function control(world: World, asked: Asked): Answer {
  const path = asked.path.slice('/control'.length);
  const [, folder, id = ''] = /^\/(releases)\/([^/]+)$/.exec(path) ?? [];
  const change = CHANGES[`${asked.method} ${folder === undefined ? path : `/${folder}/{id}`}`];
  if (change) {
    const input = parse(asked.body);
    return input === NOT_JSON ? refusal('the body is not JSON') : change(world, input, id);
  }
  if (asked.method === 'GET') {
    if (path === '/calls') return calls(world, asked.query);
    if (path === '/state') return state(world);
    if (path === '/verdict') return verdict(world, asked.query);
    if (path === '/libraries') return libraryOfUri(world, asked.query);
    const [, fan] = /^\/libraries\/([^/]+)$/.exec(path) ?? [];
    if (fan !== undefined) return libraryOfFan(world, fan);
  }
  return json(404, { error: `there is no control route ${asked.method} ${path}` });
}

const NOT_JSON = Symbol('not JSON');

function parse(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return NOT_JSON;
  }
}
