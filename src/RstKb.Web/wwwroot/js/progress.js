// Fills in the progress panel from what the upload and the server say.
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
  constructor(element) {
    this.element = element;
    this.started = performance.now();
    this.shown = 0;
    this.sent = 0;
    this.total = 0;
    this.state = {};
  }

  part(name) { return this.element.querySelector(`[data-p="${name}"]`); }

  text(name, value) {
    const part = this.part(name);
    if (part && part.textContent !== value) { part.textContent = value; }
  }

  open(name, total) {
    this.total = total;
    this.name = name;
    this.text('name', name);
    this.element.hidden = false;
    this.part('name').focus();
    this.draw(true);
  }

  /** Goes on in another element: the page was left and come back to. */
  moveTo(element) {
    this.element = element;
    this.text('name', this.name);
    element.hidden = false;
    this.draw(true);
  }

  /** What the browser has sent. */
  arrived(bytes) { this.sent = Math.max(this.sent, bytes); this.draw(); }

  /** What the server has read. */
  read(state) { this.state = state; this.draw(state.state === 'done' || state.state === 'failed'); }

  /** At most four times a second; what comes between is drawn with the next, also where nothing comes any more. */
  draw(now = false) {
    const wait = this.shown + 250 - performance.now();
    if (!now && wait > 0) {
      this.later ??= setTimeout(() => this.draw(true), wait);
      return;
    }
    clearTimeout(this.later);
    this.later = undefined;
    this.shown = performance.now();
    const seconds = (this.shown - this.started) / 1000;
    const { bytes = 0, packets = 0, flows = 0, resets = 0, state = 'receiving' } = this.state;
    const total = this.total || this.state.total || Math.max(bytes, this.sent, 1);
    const arrived = Math.max(this.sent, bytes);
    const full = Math.min(1, arrived / total);
    this.text('bytes', `${size(arrived)} of ${size(total)}`);
    this.text('percent', `${Math.floor(full * 100)} %`);
    const rate = seconds > 0.5 ? arrived / seconds : 0;
    const left = rate > 0 ? (total - arrived) / rate : 0;
    this.text('rate', state === 'analysing' ? this.examining(resets) : rate > 0 && full < 1 ? `${size(rate)}/s, about ${Math.max(1, Math.round(left))} s left` : '');
    this.part('arrived').style.width = `${full * 100}%`;
    this.part('read').style.width = `${Math.min(1, bytes / total) * 100}%`;
    this.part('bar').setAttribute('aria-valuenow', String(Math.floor(full * 100)));
    this.text('packets', count(packets));
    // Who comes to a case that is being read already did not see its beginning.
    this.first ??= this.state.packets === undefined ? undefined : { packets, at: this.shown, examined: this.state.examined ?? 0 };
    const since = this.first ? (this.shown - this.first.at) / 1000 : 0;
    this.text('packetRate', since > 0.5 && packets > this.first.packets ? `${count((packets - this.first.packets) / since)} per second` : '\u00a0');
    this.found();
    this.text('flows', count(flows));
    this.text('resets', count(resets));
    this.text('resetShare', flows ? `${share(resets, flows)} of all flows` : '\u00a0');
    this.text('spent', seconds < 60 ? `${Math.floor(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`);
    this.steps(state, full);
  }

  examining(resets) {
    const examined = this.state.examined ?? 0;
    const since = this.first ? (performance.now() - this.first.at) / 1000 : 0;
    const pace = since > 1 ? (examined - this.first.examined) / since : 0;
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

  close() { this.element.hidden = true; }
}
