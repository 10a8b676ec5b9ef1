// The flow page: the chosen packet and its panel, evidence that lights its rows, what the address says of them.
import { bytesOf } from './bytes.js';
import { copy } from './copy.js';
import { say } from './notice.js';
import { numbersOf, showNumbers } from './numbers.js';

// As the server writes them, see PacketDetails.
const fields = ['ip', 'ttl', 'id', 'df', 'ports', 'seq', 'ack', 'flags', 'win', 'len', 'ts', 'what', 'eth'];
const page = () => document.querySelector('[data-flow]');
const rows = () => [...document.querySelectorAll('.lad .pk')];
const chosen = () => document.querySelector('.lad .pk.on');

function setParameter(name, value) {
  const address = new URL(location.href);
  if (value === null) { address.searchParams.delete(name); } else { address.searchParams.set(name, value); }
  address.hash = '';
  history.replaceState(history.state, '', address);
}

const packetOf = row => row.id.slice(1);

// What a row leaves out is what its end's packets usually say; its numbers stand in the row itself.
function detailOf(row) {
  const side = row.classList.contains('C') ? 'usualC' : row.classList.contains('S') ? 'usualS' : null;
  const usual = (side && row.closest('.lad').dataset[side] || '').split('~');
  const own = (row.dataset.detail ?? '').split('~');
  const values = Object.fromEntries(fields.map((field, index) => [field, (own[index] || usual[index] || '').split('|')]));
  if (side) {
    const { seq, ack } = numbersOf(row);
    const told = pair => [pair.relative.toLocaleString('en-US'), `absolute ${pair.absolute}`];
    values.seq = [...told(seq), values.seq[2]];
    values.ack = [...(ack ? told(ack) : ['nothing', 'ACK not set']), values.ack[2]];
  }
  return values;
}

function showDetail(row) {
  const values = detailOf(row);
  const number = document.querySelector('[data-packet-number]');
  if (number) { number.textContent = packetOf(row); }
  for (const item of document.querySelectorAll('#packet [data-field]')) {
    const [value = '', remark = '', evidence = ''] = values[item.dataset.field] ?? [];
    // A frame's addresses come with its bytes.
    if (item.dataset.link === undefined) {
      item.querySelector('b').textContent = value;
      item.querySelector('i').textContent = remark;
    }
    item.classList.toggle('hit', evidence.length > 0);
    item.querySelector('.nums').replaceChildren(...evidence.split(' ').filter(Boolean).map(mark => {
      const span = document.createElement('span');
      span.className = /^[a-z]/.test(mark) ? 'ev con' : 'ev';
      span.textContent = mark;
      return span;
    }));
  }
}

/** Takes the choice from a row. */
export function unchoose(row) {
  row.classList.remove('on');
  row.removeAttribute('tabindex');
  row.removeAttribute('aria-selected');
}

// What covers the ladder: the page's bar and the ends above, below it the packet where it is docked.
const covered = () => (document.querySelector('.lad .ends')?.getBoundingClientRect().height ?? 0) + 60;

// A long ladder's rows are not all there; which packets it has and which of them evidence names, it says itself.
const known = () => document.querySelector('.lad')?.dataset ?? {};
const present = number => document.getElementById('p' + number);

function clearBottom() {
  const pane = document.querySelector('.two.docked');
  return pane && getComputedStyle(pane).position === 'sticky' ? Math.min(innerHeight, pane.getBoundingClientRect().top) : innerHeight;
}

// The packet's fields and bytes stand where they can be seen beside the row: docked below the ladder while they would be out of sight.
function dock() {
  const pane = document.getElementById('dock');
  if (pane && pane.dataset.undocked === undefined && pane.getBoundingClientRect().top > innerHeight - 120) { pane.classList.add('docked'); }
}

/** Puts the docked packet back in its place; false where none is docked. */
export function undock() {
  const pane = document.getElementById('dock');
  if (!pane?.classList.contains('docked')) { return false; }
  pane.classList.remove('docked');
  pane.dataset.undocked = '';
  return true;
}

/** Chooses a row: panel and address follow. */
export function choose(row, focus = true) {
  if (!row) { return false; }
  const before = chosen();
  if (before && before !== row) {
    unchoose(before);
  }
  row.classList.add('on');
  row.tabIndex = 0;
  row.setAttribute('aria-selected', 'true');
  showDetail(row);
  setParameter('p', packetOf(row));
  bytesOf(packetOf(row));
  if (focus) {
    row.focus({ preventScroll: true });
    dock();
    const box = row.getBoundingClientRect();
    if (box.top < covered() || box.bottom > clearBottom() - 20) {
      const far = box.top < -innerHeight || box.bottom > 2 * innerHeight;
      row.scrollIntoView({ block: 'center', behavior: far || matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' });
    }
  }
}

export function step(by) {
  const all = rows();
  const at = all.indexOf(chosen());
  choose(all[Math.min(all.length - 1, Math.max(0, at + by))]);
}

export const toEnd = last => toPacket(last ? known().last : known().first);
/** Goes to a packet by its number; one that is folded or on another part of a long ladder is brought by the server. */
export function toPacket(text) {
  const number = (text ?? '').trim().replace(/^#|,/g, '');
  if (!number) { return; }
  if (present(number)) { choose(present(number)); return; }
  const all = rows();
  if (!/^\d+$/.test(number) || all.length === 0 || !document.querySelector('.lad [data-run], .lad [data-part]')) { say(`Packet ${number} is not in this flow`); return; }
  const address = new URL(location.href);
  address.searchParams.set('p', number);
  address.hash = 'p' + number;
  location.assign(address);
}

export const toReset = () => toPacket(page().dataset.reset);

export function toEvidence(back) {
  const named = (known().named ?? '').split(' ').filter(Boolean).map(Number);
  const at = Number(packetOf(chosen()));
  toPacket(String((back ? named.findLast(number => number < at) ?? named.at(-1) : named.find(number => number > at) ?? named[0]) ?? ''));
}

export function toggleNumbers(mode) {
  const buttons = [...document.querySelectorAll('[data-seqmode]')];
  if (buttons.length === 0) { return; }
  const current = buttons.find(button => button.getAttribute('aria-current') === 'true')?.dataset.seqmode ?? 'rel';
  const next = mode ?? (current === 'rel' ? 'abs' : 'rel');
  buttons.forEach(button => { if (button.dataset.seqmode === next) { button.setAttribute('aria-current', 'true'); } else { button.removeAttribute('aria-current'); } });
  document.querySelectorAll('[data-flow] .lad').forEach(ladder => showNumbers(ladder, next === 'abs'));
  setParameter('seq', next === 'abs' ? 'abs' : null);
}

export function toggleRun() {
  const at = chosen()?.getBoundingClientRect().top ?? 0;
  const runs = [...document.querySelectorAll('.lad [data-run]')];
  runs.sort((a, b) => Math.abs(a.getBoundingClientRect().top - at) - Math.abs(b.getBoundingClientRect().top - at))[0]?.click();
}

function copyPacket() {
  const lines = [...document.querySelectorAll('#packet .tree li')].map(item => item.classList.contains('h') ? item.textContent.trim() : '  ' + item.querySelector('.v').textContent.trim().replace(/\s+/g, ' '));
  copy([`Packet ${document.querySelector('[data-packet-number]').textContent}`, ...lines.filter(line => line.trim())].join('\n'), 'Packet copied');
}

function light(number, on) {
  rows().filter(row => (row.dataset.ev ?? '').split(' ').includes(number)).forEach(row => row.classList.toggle('lit', on));
  document.querySelectorAll(`.call[data-evi="${CSS.escape(number)}"]`).forEach(call => call.classList.toggle('lit', on));
}

function lightEvidence(row, on) {
  (row.dataset.ev ?? '').split(' ').filter(Boolean).forEach(number =>
    document.querySelectorAll(`.evl [data-evi="${CSS.escape(number)}"]`).forEach(item => item.classList.toggle('lit', on)));
}

function onPoint(event, on) {
  const evidence = event.target.closest?.('.evl [data-evi], .call[data-evi]');
  if (evidence) { light(evidence.dataset.evi, on); }
  const row = event.target.closest?.('.lad .pk');
  if (row) { lightEvidence(row, on); }
}

// Links that change the view were written before the choice and the numbers were changed in place: they keep both.
function keepChoice(link) {
  if (!link || !link.pathname.startsWith(location.pathname) || link.dataset.packetRef || link.closest('[data-part]')) { return; }
  const [now, next] = [new URL(location.href), new URL(link.href)];
  for (const name of link.dataset.seqmode ? ['p'] : ['p', 'seq']) {
    if (now.searchParams.has(name)) { next.searchParams.set(name, now.searchParams.get(name)); } else { next.searchParams.delete(name); }
  }
  // A run that is closed takes the choice with it where that lies inside.
  const [from, to] = link.dataset.run ? link.dataset.run.split('-').map(Number) : [];
  const packet = Number(next.searchParams.get('p'));
  if (packet >= from && packet <= to) { next.searchParams.delete('p'); }
  link.href = next.href;
}

export function startFlow() {
  document.addEventListener('click', event => {
    const reference = event.target.closest('[data-packet-ref], .note-text a[href*="#p"]');
    if (reference && page() && !event.ctrlKey && !event.metaKey) {
      const row = present(reference.dataset.packetRef ?? reference.hash.slice(2));
      if (row) {
        event.preventDefault();
        event.stopPropagation();
        choose(row);
        return;
      }
    }
    keepChoice(event.target.closest('#tl a[href], a[data-run]'));
    const mode = event.target.closest('[data-seqmode]');
    if (mode && document.querySelector('[data-flow] .lad')) {
      event.preventDefault();
      event.stopPropagation();
      toggleNumbers(mode.dataset.seqmode);
      return;
    }
    if (event.target.closest('[data-undock]')) { undock(); return; }
    if (event.target.closest('[data-copy-packet]')) { copyPacket(); return; }
    const row = event.target.closest('.lad .pk');
    if (row) { choose(row); }
  }, true);
  for (const [name, on] of [['mouseover', true], ['mouseout', false], ['focusin', true], ['focusout', false]]) {
    document.addEventListener(name, event => onPoint(event, on));
  }
  let shown = null;
  return () => {
    const flow = page();
    if (!flow || shown === location.pathname) { shown = flow ? shown : null; return; }
    shown = location.pathname;
    const row = chosen();
    // Where verdict and ladder stand side by side, the page opens with the chosen packet in view, moved no further than that takes. Where they are stacked it begins with the answer.
    if (row && !location.hash && matchMedia('(min-width: 1001px)').matches) {
      const last = row.nextElementSibling?.matches('.callrow') ? row.nextElementSibling : row;
      const box = last.getBoundingClientRect();
      if (box.bottom > innerHeight - 20) { last.scrollIntoView({ block: box.bottom > 1.5 * innerHeight ? 'center' : 'end', behavior: 'instant' }); }
    }
  };
}
