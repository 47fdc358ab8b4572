/** On the form: somebody tapped before the button was awake. */
export const EARLY_MARK = 'data-early';
/** On the form: the button is awake. */
export const AWAKE_MARK = 'data-awake';

/** A network that has not brought the button by then is taken for a page without script. */
const PATIENCE_MS = 6000;

/**
 * Stands beside the Apple Music button. A tap before React is awake would send the form off to the notice for pages without script:
 * it is kept until the button wakes and answers it. Fixed text in old syntax, like BOOT_SCRIPT.
 */
export const APPLE_EARLY_SCRIPT = `(function(){document.addEventListener('submit',function(e){var f=e.target;
if(!f.hasAttribute('data-musickit')||f.hasAttribute('${AWAKE_MARK}'))return;e.preventDefault();
if(f.hasAttribute('${EARLY_MARK}'))return;f.setAttribute('${EARLY_MARK}','');
setTimeout(function(){if(!f.hasAttribute('${AWAKE_MARK}'))f.submit()},${PATIENCE_MS})})})()`;
