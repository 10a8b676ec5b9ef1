// Fills in the progress panel from what the upload and the server say. Its figures only grow, whatever page it stands in.
import { paced } from './paced.js';

const count = number => Math.round(number).toLocaleString('en-US');

export function size(bytes) {
  if (bytes < 10000) { return `${count(bytes)} B`; }
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)} ${unit}`;
}

/** The part of a whole, without decimals, and never 0 % for something or 100 % for not quite all. */
function share(part, whole) {
  const percent = 100 * part / whole;
  return part > 0 && percent < 1 ? 'under 1 %' : part < whole && percent > 99 ? 'over 99 %' : `${Math.round(percent)} %`;
}

/** Rows stay where they are until one has a tenth more than the row above it; what is new comes last. */
function inSteadyOrder(before, flows) {
  const order = [...before.filter(cause => flows.has(cause)), ...[...flows.keys()].filter(cause => !before.includes(cause))];
  for (let at = 1; at < order.length; at++) {
    for (let row = at; row > 0 && flows.get(order[row]) >= 1.1 * flows.get(order[row - 1]); row--) {
      [order[row - 1], order[row]] = [order[row], order[row - 1]];
    }
  }
  return order;
}

export class ProgressPanel {
  /** Begins where the server has drawn it: on a case's page that is as far as the case had come. */
  constructor(element) {
    this.element = element;
    this.started = performance.now() - Number(element.dataset.spent ?? 0);
    this.piece = { from: 0, at: this.started };
    this.sent = 0;
    this.total = 0;
    this.state = JSON.parse(element.dataset.now ?? '{}');
    this.draw = paced(() => this.element && this.fill());
  }

  part(name) { return this.element.querySelector(`[data-p="${name}"]`); }

  text(name, value) {
    const part = this.part(name);
    if (part && part.textContent !== value) { part.textContent = value; }
  }

  /** Shows an upload that begins, or goes on from a byte. */
  open(name, total, from = 0) {
    this.total = total;
    this.name = name;
    this.sent = from;
    this.piece = { from, at: performance.now() };
    this.text('name', name);
    this.element.hidden = false;
    this.part('name').focus();
    this.draw.now();
  }

  /** Goes on in another element: the page was left and come back to, or the case's own page has opened. Null where the page in view has none. */
  moveTo(element) {
    this.element = element;
    if (!element) { return; }
    if (element.dataset.now) { this.state = JSON.parse(element.dataset.now); } else { this.text('name', this.name); }
    element.hidden = false;
    this.draw.now();
  }

  /** What the browser has sent. */
  arrived(bytes) { this.sent = Math.max(this.sent, bytes); this.draw(); }

  /** What the server has read. */
  read(state) {
    this.state = state;
    if (state.state === 'done' || state.state === 'failed') { this.draw.now(); } else { this.draw(); }
  }

  fill() {
    const now = performance.now();
    const seconds = (now - this.started) / 1000;
    const { bytes = 0, packets = 0, flows = 0, resets = 0, state = 'receiving' } = this.state;
    const known = this.total || this.state.total || 0;
    const arrived = Math.max(this.sent, this.state.arrived ?? 0, bytes);
    const total = known || Math.max(arrived, 1);
    const full = Math.min(1, arrived / total);
    this.text('bytes', known ? `${size(arrived)} of ${size(total)}` : size(arrived));
    this.text('percent', known ? `${Math.floor(full * 100)} %` : '');
    const since = (now - this.piece.at) / 1000;
    const rate = since > 0.5 ? (arrived - this.piece.from) / since : 0;
    const left = known ? `, about ${Math.max(1, Math.round((total - arrived) / rate))} s left` : '';
    this.text('rate', state !== 'receiving' ? this.examining(resets) : rate > 0 && (full < 1 || !known) ? `${size(rate)}/s${left}` : '');
    this.part('arrived').style.width = `${full * 100}%`;
    this.part('read').style.width = `${Math.min(1, bytes / total) * 100}%`;
    if (known) { this.part('bar').setAttribute('aria-valuenow', String(Math.floor(full * 100))); } else { this.part('bar').removeAttribute('aria-valuenow'); }
    this.text('packets', count(packets));
    // Who comes to a case that is being read already did not see its beginning.
    this.first ??= this.state.packets === undefined ? undefined : { packets, at: now };
    const followed = this.first ? (now - this.first.at) / 1000 : 0;
    this.text('packetRate', followed > 0.5 && packets > this.first.packets && (state === 'receiving' || bytes < total) ? `${count((packets - this.first.packets) / followed)} per second` : '\u00a0');
    this.found();
    this.text('flows', count(flows));
    this.text('resets', count(resets));
    this.text('resetShare', flows ? `${share(resets, flows)} of all flows` : '\u00a0');
    this.text('spent', seconds < 60 ? `${Math.floor(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`);
    this.steps(state, known ? full : 0);
    this.element.querySelectorAll('[data-while]').forEach(part => { part.hidden = (part.dataset.while === 'receiving') !== (state === 'receiving'); });
  }

  examining(resets) {
    const examined = this.state.examined ?? 0;
    this.firstExamined ??= { examined, at: performance.now() };
    const since = (performance.now() - this.firstExamined.at) / 1000;
    const pace = since > 1 ? (examined - this.firstExamined.examined) / since : 0;
    const left = pace > 0 ? `, about ${Math.max(1, Math.round((resets - examined) / pace))} s left` : '';
    return examined > 0 ? `${count(examined)} of ${count(resets)} flows with a reset examined${left}` : 'examining the flows with a reset';
  }

  found() {
    const list = this.part('foundList');
    const flows = new Map((this.state.found ?? []).map(cause => [cause.cause, cause.flows]));
    if (!list || flows.size === 0) { return; }
    const titles = this.titles ??= JSON.parse(this.element.dataset.titles ?? '{}');
    this.order = inSteadyOrder(this.order ?? [], flows);
    list.replaceChildren(...this.order.map(cause => {
      const item = document.createElement('li');
      item.append(Object.assign(document.createElement('span'), { textContent: titles[cause] ?? 'Cause not determined' }), Object.assign(document.createElement('b'), { textContent: count(flows.get(cause)) }));
      return item;
    }));
    this.part('found').hidden = false;
  }

  steps(state, full) {
    const order = ['receive', 'survey', 'examine', 'done'];
    const at = state === 'done' ? 4 : state === 'analysing' ? 2 : full >= 1 ? 1 : 0;
    order.forEach((name, index) => {
      const step = this.element.querySelector(`[data-step="${name}"]`);
      step?.classList.toggle('past', index < at);
      step?.classList.toggle('now', index === at || (at === 0 && index === 1));
    });
  }
}
