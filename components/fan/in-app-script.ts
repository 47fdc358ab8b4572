import { IN_APP_NAMES, IN_APP_ROWS, WAYS_OUT, type WayOut } from '@/lib/domain/in-app';
import { INSIDE_EVENT } from './in-app-inside';
import { jsonForScript } from './inline-scripts';

/** The id of the line that an app's own browser gets to see (in-app-line.tsx). */
export const IN_APP_ID = 'upbeat-in-app';

/** How long the way out may take before the page takes itself for still inside. */
const PATIENCE_MS = 2000;

/**
 * Placed right after the line it fills, before the services. Fixed text in old syntax, like BOOT_SCRIPT, from the table in
 * lib/domain/in-app.ts: `html[data-in-app]` names the app whose browser this is, and a tap on a service that cannot work there
 * leads out by a real link instead. If the page is still on show after two seconds, or no link leads out, the fan is shown the way
 * by hand: by whoever hears INSIDE_EVENT, else by a notice. The app's own menu opens the page's address, so the tap goes into it.
 *
 * In a browser proper, `?go=` puts the service tapped inside first, marks it and moves to it, and starts nothing. A page on the home
 * screen is a browser proper, whatever it says; Telegram's says it is Safari, and only an object gives it away.
 */
export const inAppScript = (): string => {
  // The table as short as it gets, because every fan loads it: 0 is no name and no way, else a way's place in the list.
  const ways = [0, ...Object.values(WAYS_OUT)];
  const wayAt = (way: WayOut | null) => (way ? Object.keys(WAYS_OUT).indexOf(way) + 1 : 0);
  const rows = IN_APP_ROWS.map(({ app, token, ios, android }) => [
    IN_APP_NAMES[app] ?? 0,
    token,
    wayAt(ios),
    wayAt(android),
  ]);
  return `(function(){var d=document,h=d.documentElement,n=navigator,u=n.userAgent.slice(0,1000),
A=${jsonForScript(rows)},W=${jsonForScript(ways)},
l=d.getElementById('${IN_APP_ID}'),s=location.pathname.split('/'),stray=s[2]=='in-app',g='',c='',x,w,a,t,i,q,m,k,r;
try{q=new URLSearchParams(location.search);g=q.get('go')||'';c=(q.get('c')||q.get('utm_source')||'').slice(0,40)}catch(e){}
if(!/^[a-zA-Z]{1,20}$/.test(g))g='';
for(i=0;i<A.length&&!x;i++)if(new RegExp(A[i][1],'i').test(u))x=A[i];
if(!x&&(window.TelegramWebviewProxy||window.TelegramWebview))x=A[A.length-1];
s='/'+s[1];
if(!x||n.standalone&&!x[0]){if(stray)return location.replace(to());q=g&&l.querySelector('[data-for="'+g+'"]');if(!q)return;
q.setAttribute('data-on','');h.setAttribute('data-go','');h.setAttribute('data-dsp',g);
d.addEventListener('DOMContentLoaded',function(){var b=d.querySelector('.before [data-service="'+g+'"] .service');
if(b){b.scrollIntoView({block:'center'});b.focus({preventScroll:true})}});return}
m=x[0]||null;k=(m||'unknown').toLowerCase();h.setAttribute('data-in-app',k);if(m)l.querySelector('b').textContent=m;
r=/Android/.test(u);w=W[/iP(hone|ad|od)/.test(u)?x[2]:r?x[3]:0];
function to(){return location.origin+s+(g||c?'?':'')+(g?'go='+g:'')+(g&&c?'&':'')+(c?'c='+encodeURIComponent(c):'')}
function out(){var o=to(),p=o.split('://');return w?w.to.replace('{address}',o).replace('{rest}',p[1]).replace('{scheme}',p[0])
.replace('{encoded}',encodeURIComponent(o)):null}
function keep(){try{history.replaceState(history.state,'',to())}catch(e){}}
if(stray)keep();a=l.querySelector('a');if(w){a.href=out();if(w.window)a.target='_blank'}
function inside(){var v={app:k,name:m,android:r,go:g,address:to(),out:out(),blank:!!(w&&w.window)};
if(d.dispatchEvent(new CustomEvent('${INSIDE_EVENT}',{cancelable:true,detail:v}))&&!stray)
location.href=s+'/in-app'+to().slice((location.origin+s).length)}
function stop(){clearTimeout(t)}
addEventListener('click',function(e){var k=e.target;if(!k.closest)return;
if(k.closest('#${IN_APP_ID} a')){stop();if(w)t=setTimeout(inside,${PATIENCE_MS});return}
if(k.closest('#${IN_APP_ID} button'))return inside();
k=k.closest('button');k=k&&k.closest('[data-outside]');if(!k)return;
e.preventDefault();e.stopPropagation();g=k.getAttribute('data-service');keep();if(w){a.href=out();a.click()}else inside()},true);
d.addEventListener('visibilitychange',function(){if(d.hidden)stop()});addEventListener('pagehide',stop)})()`;
};
