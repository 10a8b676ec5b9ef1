// The flow page: the chosen packet, its panel, evidence that lights its rows, relative and absolute numbers.
import { bytesOf } from './bytes.js';
import { numbersOf, showNumbers } from './numbers.js';

// As the server writes them, see PacketDetails.
const fields = ['ip', 'ttl', 'id', 'df', 'ports', 'seq', 'ack', 'flags', 'win', 'len', 'ts', 'what'];
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
    item.querySelector('b').textContent = value;
    item.querySelector('i').textContent = remark;
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

/** Chooses a row: panel and address follow. */
export function choose(row, focus = true) {
  if (!row) { return; }
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
    const box = row.getBoundingClientRect();
    if (box.top < 140 || box.bottom > innerHeight - 20) {
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

export const toEnd = last => choose(rows().at(last ? -1 : 0));
export const toReset = () => choose(document.querySelector('.lad .pk.rstrow'));

export function toEvidence(back) {
  const all = rows();
  const at = all.indexOf(chosen());
  const named = row => row.dataset.ev;
  choose(back ? all.slice(0, at).findLast(named) ?? all.findLast(named) : all.slice(at + 1).find(named) ?? all.find(named));
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

export function startFlow() {
  document.addEventListener('click', event => {
    const reference = event.target.closest('[data-packet-ref], .note-text a[href*="#p"]');
    if (reference && page() && !event.ctrlKey && !event.metaKey) {
      const row = document.getElementById('p' + (reference.dataset.packetRef ?? reference.hash.slice(2)));
      if (row) {
        event.preventDefault();
        event.stopPropagation();
        choose(row);
        return;
      }
    }
    const mode = event.target.closest('[data-seqmode]');
    if (mode) {
      event.preventDefault();
      event.stopPropagation();
      toggleNumbers(mode.dataset.seqmode);
      return;
    }
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
    // A long ladder opens with the chosen packet in view, unless the address names another place; a short one begins with the answer.
    if (row && !location.hash && row.getBoundingClientRect().top > 1.5 * innerHeight && matchMedia('(min-width: 1001px)').matches) {
      row.scrollIntoView({ block: 'center', behavior: 'instant' });
    }
  };
}
