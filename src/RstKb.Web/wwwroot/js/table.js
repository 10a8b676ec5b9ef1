// The live flow table: it holds the rows that are looked at, and room for the others. Which row was chosen last stands in the address, so that Back from a flow,
// a reload and a copied link come to it.
import { go } from './start.js';
import { wait } from './waiting.js';

// Rows beyond those that are seen, on either side.
const spare = 8;
// ms that a page waits for its rows at most: the circuit may be gone.
const longest = 300;

let table = null;
let watcher = null;
let isAsking = false;
let isStale = false;
let chosen = 0;
let told = null;
let following = 0;

const box = () => document.querySelector('.flowbox[data-live]');
const lines = there => [...there.querySelectorAll('tr.line')];
const placeOf = line => line.ariaRowIndex - 2;

function mark() {
  document.querySelectorAll('#flows [data-at]').forEach(row => {
    if (chosen > 0 && row.dataset.at === String(chosen)) { row.setAttribute('aria-current', 'true'); } else { row.removeAttribute('aria-current'); }
  });
}

const drawn = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));

/** Asks for the rows around those that are seen, where they are not there. */
async function look() {
  const there = box();
  const have = there && lines(there);
  if (!table || !have?.length) { return; }
  const seen = Math.ceil(there.clientHeight / have[0].offsetHeight);
  const from = Math.floor(there.scrollTop / have[0].offsetHeight);
  const [first, after, total] = [placeOf(have[0]), placeOf(have.at(-1)) + 1, there.querySelector('table').ariaRowCount - 1];
  if ((first === 0 || from >= first + spare) && (after === total || from + seen <= after - spare)) { return; }
  if (isAsking) { isStale = true; return; }
  isAsking = true;
  try {
    await table.invokeMethodAsync('ScrollAsync', from - Math.max(spare, Math.floor((have.length - seen) / 2)));
  } catch {
    // The circuit is gone: the page says so, and its rows stay.
  }
  isAsking = false;
  mark();
  if (isStale) { isStale = false; look(); }
}

// Another order or filter begins at its top, or at the row that the address names; before the next picture, so that nothing is seen to jump.
function arrive(changes) {
  const there = box();
  const line = there && lines(there)[0];
  if (!line) { return; }
  chosen = Number(there.dataset.chosen);
  const [top, high, seen] = [chosen * line.offsetHeight, line.offsetHeight, there.clientHeight - there.querySelector('thead').offsetHeight];
  if (chosen === 0) { there.scrollTop = 0; } else if (top < there.scrollTop || top + high > there.scrollTop + seen) { there.scrollTop = top - (seen - high) / 2; }
  mark();
  // Whoever comes by an address that names a row wants to see it.
  if (chosen > 0 && changes[0].oldValue === null) { there.querySelector(`[data-at="${chosen}"]`)?.scrollIntoView({ block: 'center', behavior: 'instant' }); }
}

/** Rows come from here from now on. */
export function attachTable(reference) {
  table = reference;
  told = location.search;
  watcher?.disconnect();
  watcher = new MutationObserver(arrive);
  watcher.observe(document.querySelector('.flowbox'), { attributes: true, attributeOldValue: true, attributeFilter: ['data-live'] });
}

async function show(search) {
  told = search;
  await table.invokeMethodAsync('ShowAsync', search);
}

// A link to another view of the same case: its rows come over the circuit first, the page with everything else after them. Both at once would keep each other waiting.
function follow(event) {
  const link = event.target.closest?.('a[href]');
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!table || !link || !isPlain || link.origin !== location.origin || link.pathname !== location.pathname || link.search === location.search || link.hasAttribute('download') || !box()) { return; }
  event.preventDefault();
  // The head of a column leads elsewhere once its rows are there.
  const { href, search } = link;
  following++;
  const late = new Promise(resolve => setTimeout(resolve, longest));
  Promise.race([show(search).then(drawn), late]).catch(() => {}).finally(() => {
    following--;
    // The rows are there; whoever asked waits for the rest from here on.
    wait();
    go(href);
  });
}

function choose(event) {
  const row = event.target.closest?.('#flows [data-at]');
  if (!row) { return; }
  chosen = Number(row.dataset.at);
  const address = new URL(location.href);
  // Their order in the address is fixed: the row comes before what hides the benign.
  const benign = address.searchParams.get('benign');
  address.searchParams.delete('benign');
  if (chosen === 0) { address.searchParams.delete('row'); } else { address.searchParams.set('row', chosen); }
  if (benign !== null) { address.searchParams.set('benign', benign); }
  address.hash = '';
  history.replaceState(history.state, '', address);
  mark();
}

// A page that was asked for before the link that is being followed is not what the table shows any more.
function keepUp() {
  if (table && box() && following === 0 && location.search !== told) { show(location.search).catch(() => {}); }
}

export function startTable() {
  document.addEventListener('focusin', choose);
  document.addEventListener('click', follow, true);
  document.addEventListener('scroll', event => { if (event.target === box()) { requestAnimationFrame(look); } }, { capture: true, passive: true });
  return keepUp;
}
