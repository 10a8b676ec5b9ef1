// Dragging over "Resets over time" chooses a span, its two handles change it; the span stands in the address, so Back undoes it.
const bars = svg => svg.dataset.times.split(' ');
const svgOf = () => document.querySelector('[data-brush]');

function barAt(svg, event) {
  const box = svg.getBoundingClientRect();
  const count = bars(svg).length - 1;
  return Math.min(count, Math.max(0, (event.clientX - box.left) / box.width * count));
}

function addressOf(svg, from, to) {
  const times = bars(svg);
  const address = new URL(svg.dataset.brush + svg.dataset.query, location.origin);
  address.searchParams.set('from', times[from]);
  address.searchParams.set('to', times[to]);
  return address.pathname + address.search;
}

function draw({ svg, from, to }) {
  const rect = svg.querySelector('[data-brushing]');
  const unit = 100 / (bars(svg).length - 1);
  rect.setAttribute('x', `${Math.min(from, to) * unit}%`);
  rect.setAttribute('width', `${Math.abs(to - from) * unit}%`);
}

const hide = svg => svg.querySelector('[data-brushing]').setAttribute('width', '0');

/** What stays of the brush where one of its handles moves. */
const otherEnd = handle => Number(handle.parentElement.querySelector(`[data-handle="${handle.dataset.handle === 'from' ? 'to' : 'from'}"]`).ariaValueNow);

export function startBrush(go) {
  let drag = null;
  document.addEventListener('pointerdown', event => {
    const handle = event.target.closest?.('[data-handle]');
    const svg = handle ? svgOf() : event.target.closest?.('[data-brush]');
    if (!svg || event.button !== 0) { return; }
    drag = { svg, from: handle ? otherEnd(handle) : barAt(svg, event), to: null };
    if (!handle) { event.preventDefault(); }
  });
  document.addEventListener('pointermove', event => {
    if (!drag) { return; }
    drag.to = barAt(drag.svg, event);
    draw(drag);
  });
  document.addEventListener('pointercancel', () => { if (drag) { hide(drag.svg); drag = null; } });
  document.addEventListener('pointerup', () => {
    if (!drag) { return; }
    const { svg, from, to } = drag;
    drag = null;
    hide(svg);
    if (to === null || Math.abs(to - from) < 0.5) { return; }
    go(addressOf(svg, Math.floor(Math.min(from, to)), Math.ceil(Math.max(from, to))));
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && drag) {
      hide(drag.svg);
      drag = null;
      event.preventDefault();
      return;
    }
    const handle = event.target.closest?.('[data-handle]');
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 }[event.key];
    if (!handle || !by) { return; }
    event.preventDefault();
    const svg = svgOf();
    const last = bars(svg).length - 1;
    const other = otherEnd(handle);
    const isFrom = handle.dataset.handle === 'from';
    const at = Math.min(isFrom ? other - 1 : last, Math.max(isFrom ? 0 : other + 1, Number(handle.ariaValueNow) + by));
    go(isFrom ? addressOf(svg, at, other) : addressOf(svg, other, at));
  }, true);
}
