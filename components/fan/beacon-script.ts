import { ZONE_SCRIPT } from './inline-scripts';

/** Where the page's events go (`app/api/events`). */
export const EVENTS_PATH = '/api/events';

/**
 * Placed last: tells our own server that the page was opened, and which service was tapped, once each while the page is open. Fixed
 * text in old syntax, like BOOT_SCRIPT. It keeps nothing in the browser, and waits for nothing: what cannot be sent is not sent.
 *
 * A page that is brought back from the browser's memory was opened before and is not counted again; one that is drawn ahead counts
 * when it is shown. A notice on top of the page comes of a tap, so only the campaign's own address counts as opened. Where the zone
 * costs time the page is painted first; whoever leaves before is counted as they leave.
 */
export const BEACON_SCRIPT = `(function(){var d=document,p=location.pathname.split('/'),c='',t={},z,v;
try{c=new URLSearchParams(location.search);c=(c.get('c')||c.get('utm_source')||'').slice(0,40)}catch(e){}
${ZONE_SCRIPT}
function send(k,s){try{navigator.sendBeacon('${EVENTS_PATH}',JSON.stringify({slug:p[1],kind:k,dsp:s,channel:c,zone:zone()}))}catch(e){}}
function view(){if(!p[2]&&!v){v=1;send('view')}}
function shown(){if(typeof Temporal=='object')return view();addEventListener('pagehide',view);requestAnimationFrame(function(){setTimeout(view)})}
function tap(e){var a=e.target,s;if(!a.closest||e.type=='click'&&!a.closest('a'))return;a=a.closest('[data-service]');
s=a&&a.getAttribute('data-service');if(s&&!t[s]){t[s]=1;send('tap',s)}}
d.addEventListener('click',tap);d.addEventListener('submit',tap);
if(d.prerendering)d.addEventListener('prerenderingchange',shown,{once:true});else shown()})()`;
