/**
 * Stands before everything else on a page that is only looked at in the editor. The page's own scripts then run as they would for a
 * fan at that moment in that country, while nothing in it can be tapped, nobody is counted and no service is asked for anything.
 */
export const PREVIEW_SCRIPT = `(function(){var s=JSON.parse(document.getElementById('preview').textContent),D=Date,o=s.now-D.now(),
F=Intl.DateTimeFormat;
function Then(){return arguments.length?new (Function.prototype.bind.apply(D,[null].concat([].slice.call(arguments)))):new D(D.now()+o)}
Then.prototype=D.prototype;Then.now=function(){return D.now()+o};Then.parse=D.parse;Then.UTC=D.UTC;window.Date=Then;
Intl.DateTimeFormat=function(l,p){return new F(l,Object.assign({timeZone:s.zone},p))};Intl.DateTimeFormat.prototype=F.prototype;
Intl.DateTimeFormat.supportedLocalesOf=F.supportedLocalesOf;
if(window.Temporal)Temporal.Now.timeZoneId=function(){return s.zone};
navigator.sendBeacon=function(){return true};window.requestIdleCallback=function(){return 0};
['click','submit','pointerdown','keydown'].forEach(function(k){addEventListener(k,function(e){
if(k==='keydown'&&e.key!=='Enter'&&e.key!==' ')return;e.preventDefault();e.stopImmediatePropagation()},true)})})()`;
