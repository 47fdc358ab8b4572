import type { InAppMenu } from './in-app-menus';

/**
 * A schematic of the app's browser: where its menu is, and what to choose there. The steps beside it say the same in words, so to
 * assistive technology it is decoration.
 */
export function InAppPicture({ menu, name }: { menu: InAppMenu; name: string }) {
  const { sign, opens, words } = menu;
  return (
    <svg className="pic" viewBox="0 0 320 212" data-sign={sign ?? 'any'} aria-hidden="true" focusable="false">
      <path className="pic-glass" d="M10 212V30a20 20 0 0 1 20-20h260a20 20 0 0 1 20 20v182" />
      <path className="pic-bar" d="M10 62V30a20 20 0 0 1 20-20h260a20 20 0 0 1 20 20v32z" />
      <path className="pic-stroke" d="m30 30 12 12m0-12L30 42" />
      <text className="pic-words" x="160" y="41" textAnchor="middle">
        {name}
      </text>
      <Dots sign={sign ?? 'row'} sure={sign !== null} />
      <Step number={1} x={242} y={36} />
      {opens === 'icons' ? <Icons words={words} /> : <List words={words} />}
      {!sign && <Foot />}
    </svg>
  );
}

/** The menu's sign at the top right; broken where it may as well be elsewhere. */
function Dots({ sign, sure }: { sign: 'row' | 'column'; sure: boolean }) {
  return (
    <g className={sure ? 'pic-key' : 'pic-maybe'}>
      <circle cx="278" cy="36" r="18" />
      {[-7, 0, 7].map(off => (
        <circle
          key={off}
          className="pic-dot"
          cx={sign === 'row' ? 278 + off : 278}
          cy={sign === 'row' ? 36 : 36 + off}
          r="2.5"
        />
      ))}
    </g>
  );
}

/** A menu that drops from its sign. */
function List({ words }: { words: string }) {
  return (
    <g>
      <path className="pic-menu" d="M62 74h234v84H62z" />
      <path className="pic-blank" d="M80 91h96" />
      <path className="pic-choice" d="M62 106h234v40H62z" />
      <text className="pic-chosen" x="80" y="131">
        {words}
      </text>
      <Step number={2} x={38} y={126} />
    </g>
  );
}

/** A menu of round signs that comes up from the bottom. */
function Icons({ words }: { words: string }) {
  return (
    <g>
      <path className="pic-menu" d="M22 212v-96h276v96" />
      {[48, 210, 270].map(x => (
        <g key={x}>
          <circle className="pic-round" cx={x} cy="150" r="19" />
          <path className="pic-blank" d={`M${x - 9} 186h18`} />
        </g>
      ))}
      <g className="pic-key">
        <circle cx="128" cy="150" r="21" />
        <path
          className="pic-globe"
          d="M128 138a12 12 0 1 0 0 24 12 12 0 1 0 0-24m-12 12h24m-12-12c-8 7-8 17 0 24 8-7 8-17 0-24"
        />
      </g>
      <text className="pic-words" x="128" y="191" textAnchor="middle">
        {words}
      </text>
      <Step number={2} x={94} y={128} />
    </g>
  );
}

/** Where else an app may keep its menu: in a bar at the foot, behind a sign of its own. */
function Foot() {
  return (
    <g className="pic-maybe">
      <path className="pic-bar" d="M10 212v-46h300v46z" />
      <circle cx="278" cy="189" r="17" />
      <path d="M278 197v-15m-6 6 6-6 6 6" />
      <Step number={1} x={242} y={189} />
    </g>
  );
}

function Step({ number, x, y }: { number: 1 | 2; x: number; y: number }) {
  return (
    <g className="pic-step">
      <circle cx={x} cy={y} r="11" />
      <text x={x} y={y + 5} textAnchor="middle">
        {number}
      </text>
    </g>
  );
}
