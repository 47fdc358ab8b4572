import { PASS_MARK } from '@/lib/domain/pass-mark';

/*
 * Script that must run before first paint, or without waiting for React. Fixed text: what differs from page to page is read
 * from a JSON block, so one CSP hash covers every campaign. Old syntax on purpose: in-app browsers.
 */

/** The id of the `<script type="application/json">` that holds the page's ZoneMoments. */
export const MOMENTS_ID = 'upbeat-moments';

/** The id of the line about the fan's own pre-save (pass-bar.tsx). */
export const PASS_BAR_ID = 'upbeat-pass';

/** The attribute of the words that the fan's own release moment replaces. */
export const MOMENT_MARK = 'data-moment';

/** Where the fan's last choice of service is remembered, in the fan's own browser only. */
export const CHOICE_KEY = 'upbeat:dsp';

/**
 * The fan's zone, asked as late as may be: the first question to Intl wakes all of ICU, 20 to 60 ms on a desk and several times that
 * on a phone, in which nothing is painted. Temporal says the same name at once where there is one.
 */
export const ZONE_SCRIPT = `function zone(){if(z==null)try{z=Temporal.Now.timeZoneId()}catch(e){
try{z=Intl.DateTimeFormat().resolvedOptions().timeZone||''}catch(e){z=''}}return z}`;

/**
 * Placed before the page's content. Sets `html[data-out]` by the fan's own zone and `html[data-dsp]` from the last choice, then
 * listens: a choice is remembered, a form learns zone and channel as it is sent, and the reminder tells the fan's own moment as it
 * opens. The zone counts between the first and the last midnight alone. Only in a browser with the mark of a pass does it ask the
 * server anything: what became of that pre-save.
 */
export const BOOT_SCRIPT = `(function(){var d=document,h=d.documentElement,z,m,t;${ZONE_SCRIPT}
function moment(){if(t==null){if(m.mode==='instant')t=m.at/1e3;else{for(var k in m.zones)
if(zone()&&(' '+m.zones[k]+' ').indexOf(' '+zone()+' ')>=0)t=+k;
if(t==null)t=Math.min(Math.max(new Date(m.date+'T00:00:00').getTime()/1000,m.first),m.last)}}return t*1e3}
try{m=JSON.parse(d.getElementById('${MOMENTS_ID}').textContent);var n=Date.now();
h.setAttribute('data-out',n<m.first*1e3||!(n>=m.last*1e3)&&n<moment()?'no':'yes')}catch(e){}
try{var c=localStorage.getItem('${CHOICE_KEY}');if(c&&/^[a-zA-Z]{1,20}$/.test(c))h.setAttribute('data-dsp',c)}catch(e){}
function keep(e){var s=e.target.closest&&e.target.closest('[data-service]');
if(s)try{localStorage.setItem('${CHOICE_KEY}',s.getAttribute('data-service'))}catch(e){}}
d.addEventListener('click',function(e){if(e.target.closest&&e.target.closest('a'))keep(e)});
d.addEventListener('submit',function(e){keep(e);var f=e.target.elements,q='';if(f.zone)f.zone.value=zone();if(!f.channel)return;
try{var p=new URLSearchParams(location.search);q=p.get('c')||p.get('utm_source')||''}catch(e){}
f.channel.value=q.slice(0,40)});
d.addEventListener('toggle',function(e){var w=e.target.querySelector('[${MOMENT_MARK}]');if(w&&m)w.textContent=
new Date(moment()).toLocaleString('en-GB',{dateStyle:'full',timeStyle:'short'})+', your time'},true);
function pass(){var b=d.getElementById('${PASS_BAR_ID}'),on=b&&d.cookie.indexOf('${PASS_MARK}=')>=0;
if(!on)return h.removeAttribute('data-pass');h.setAttribute('data-pass','');
fetch('/api/presave/state/'+location.pathname.split('/')[1]).then(function(r){return r.json()}).then(function(p){
if(!p.passPath)return h.setAttribute('data-pass','gone');var a=b.firstChild;a.href=p.passPath;
a.firstChild.textContent=p.words;a.lastChild.textContent=p.way;if(p.act)b.setAttribute('data-act','')
else b.removeAttribute('data-act')}).catch(function(){})}
try{pass();addEventListener('pageshow',function(e){if(e.persisted)pass()})}catch(e){}})()`;

/** Data for a JSON script block. `<` is escaped so that no value can close the block. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
