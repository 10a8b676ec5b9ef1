// Brings the grid's style sheet and script, once, and says when both are there.
const styled = address => new Promise((resolve, reject) => {
  const link = document.querySelector(`link[href="${address}"]`);
  if (!link) { reject(new Error('no style sheet')); return; }
  if (link.sheet) { resolve(); return; }
  link.addEventListener('load', () => resolve(), { once: true });
  link.addEventListener('error', () => reject(new Error('style sheet')), { once: true });
});

const scripted = address => window.Radzen ? Promise.resolve() : new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.src = address;
  script.addEventListener('load', () => resolve(), { once: true });
  script.addEventListener('error', () => reject(new Error('script')), { once: true });
  document.head.append(script);
});

/** Scrolls to a row that the address names. How high rows are shows with the first of them, so it may take a few frames. */
export function reveal(row) {
  let tries = 30;
  const look = () => {
    const there = document.querySelector(`.rzflows [data-at="${row}"]`);
    const box = document.querySelector('.rzflows .rz-data-grid-data');
    if (there) { there.scrollIntoView({ block: 'center', behavior: 'instant' }); return; }
    const line = box?.querySelector('.rz-data-row');
    if (line) { box.scrollTop = row * line.offsetHeight - box.clientHeight / 2; }
    if (tries-- > 0) { requestAnimationFrame(look); }
  };
  look();
}

/** Gives the width of the window, from which the columns follow. */
export async function prepare(styleSheet, script) {
  await Promise.all([styled(styleSheet), scripted(script)]);
  return innerWidth;
}

let table = null;

// A link to another view of the same case: the table need not wait until the page has come.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href]');
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!table || !link || !isPlain || link.origin !== location.origin || link.pathname !== location.pathname || link.hasAttribute('download') || !document.querySelector('.rzflows')) { return; }
  // Where the circuit is gone the page that comes shows the rows.
  table.invokeMethodAsync('FollowAsync', link.search).catch(() => {});
}, true);

/** Links of the page are told to this table from now on. */
export function follow(reference) { table = reference; }
