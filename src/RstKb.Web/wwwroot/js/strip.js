// The strip over the ladder: a frame shows which part of the flow is in view; dragging it, a click or the arrow keys bring another part there.
const strip = () => document.querySelector('#tl .ostrip');
const rowsOf = () => [...document.querySelectorAll('#tl .lrows .pk')];
const secondsOf = row => Number(row.dataset.at ?? row.querySelector('.tm').textContent);
// Rows that the page's bar, the strip and the ladder's head cover are not in view.
const margin = () => Math.max(64, document.querySelector('#tl .ends')?.getBoundingClientRect().bottom ?? 0);

function update() {
  const picture = strip();
  const frame = picture?.querySelector('.frame');
  const all = rowsOf();
  if (!frame || all.length === 0) { return; }
  const upper = margin();
  const inView = all.filter(row => { const box = row.getBoundingClientRect(); return box.bottom > upper && box.top < innerHeight; });
  const isWhole = inView.length === all.length && !document.querySelector('#tl [data-part]');
  const total = Number(picture.dataset.total);
  const [from, to] = isWhole || inView.length === 0 ? [0, total] : [secondsOf(inView[0]), secondsOf(inView.at(-1))];
  const place = seconds => Math.min(100, Math.max(0, 100 * seconds / total));
  const left = Math.min(place(from), 99);
  frame.setAttribute('x', left + '%');
  frame.setAttribute('width', Math.max(1, place(to) - left) + '%');
  picture.setAttribute('aria-valuenow', from.toFixed(6));
  picture.setAttribute('aria-valuetext', isWhole ? 'All of it is in view' : `${from.toFixed(3)} to ${to.toFixed(3)} seconds are in view`);
}

let waiting = 0;
const updateSoon = () => { waiting ||= requestAnimationFrame(() => { waiting = 0; update(); }); };

function bring(seconds) {
  const all = rowsOf();
  const row = all.find(candidate => secondsOf(candidate) >= seconds) ?? all.at(-1);
  row?.scrollIntoView({ block: 'center', behavior: 'instant' });
}

function bringPointed(event) {
  const picture = strip();
  const box = picture.getBoundingClientRect();
  bring(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * Number(picture.dataset.total));
}

/** Moves the frame by as many rows as are in view. */
export function moveFrame(by) {
  const all = rowsOf();
  const upper = margin();
  const first = all.findIndex(row => row.getBoundingClientRect().bottom > upper);
  const count = all.filter(row => { const box = row.getBoundingClientRect(); return box.bottom > upper && box.top < innerHeight; }).length;
  all[Math.min(all.length - 1, Math.max(0, (first < 0 ? all.length - 1 : first) + Math.round(count / 2) + by * Math.max(1, Math.round(count / 2))))]?.scrollIntoView({ block: 'center', behavior: 'instant' });
}

export function startStrip() {
  let isDragged = false;
  document.addEventListener('pointerdown', event => {
    const picture = event.target.closest?.('#tl .ostrip');
    if (!picture || event.button !== 0) { return; }
    isDragged = true;
    event.preventDefault();
    picture.focus({ preventScroll: true });
    bringPointed(event);
  });
  document.addEventListener('pointermove', event => { if (isDragged) { bringPointed(event); } });
  for (const name of ['pointerup', 'pointercancel']) { document.addEventListener(name, () => { isDragged = false; }); }
  document.addEventListener('keydown', event => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && event.target === strip()) { event.preventDefault(); moveFrame(by); }
  });
  for (const name of ['scroll', 'resize']) { addEventListener(name, updateSoon, { passive: true }); }
  return () => {
    const picture = strip();
    if (!picture || rowsOf().length === 0) { return; }
    // Without script the strip is a picture; with it, a handle.
    picture.setAttribute('role', 'slider');
    picture.setAttribute('tabindex', '0');
    picture.setAttribute('aria-valuemin', '0');
    picture.setAttribute('aria-valuemax', picture.dataset.total);
    update();
  };
}
