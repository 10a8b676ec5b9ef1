// Dragging over "Resets over time" chooses a span; the span stands in the address, so Back undoes it.
function bars(svg) { return svg.dataset.times.split(' '); }

function barAt(svg, event) {
  const box = svg.getBoundingClientRect();
  const count = bars(svg).length - 1;
  return Math.min(count, Math.max(0, (event.clientX - box.left) / box.width * count));
}

export function startBrush(go) {
  let drag = null;
  document.addEventListener('pointerdown', event => {
    const svg = event.target.closest?.('[data-brush]');
    if (!svg || event.button !== 0) { return; }
    drag = { svg, from: barAt(svg, event), to: null };
    event.preventDefault();
  });
  document.addEventListener('pointermove', event => {
    if (!drag) { return; }
    drag.to = barAt(drag.svg, event);
    const rect = drag.svg.querySelector('[data-brushing]');
    const unit = 100 / (bars(drag.svg).length - 1);
    rect.setAttribute('x', `${Math.min(drag.from, drag.to) * unit}%`);
    rect.setAttribute('width', `${Math.abs(drag.to - drag.from) * unit}%`);
  });
  document.addEventListener('pointerup', () => {
    if (!drag) { return; }
    const { svg, from, to } = drag;
    drag = null;
    svg.querySelector('[data-brushing]').setAttribute('width', '0');
    if (to === null || Math.abs(to - from) < 0.5) { return; }
    const times = bars(svg);
    const address = new URL(svg.dataset.brush + svg.dataset.query, location.origin);
    address.searchParams.set('from', times[Math.floor(Math.min(from, to))]);
    address.searchParams.set('to', times[Math.ceil(Math.max(from, to))]);
    go(address.pathname + address.search);
  });
}
