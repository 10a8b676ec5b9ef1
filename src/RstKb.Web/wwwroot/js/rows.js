// Rows that do not fit on the page come when they are scrolled to: the link in their place leads to a page that holds them, and its rows are taken over.
import { showLocalTimes } from './clock.js';
import { unchoose } from './flow.js';
import { showNumbers } from './numbers.js';

let watcher = null;

async function bring(part) {
  if (part.dataset.coming) { return; }
  part.dataset.coming = '1';
  const link = part.querySelector('a');
  const rows = part.parentElement;
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) { throw new Error(answer.statusText); }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const found = page.querySelector('.lrows');
    showNumbers(found.closest('.lad'), part.closest('.lad').classList.contains('abs'));
    const have = new Set([...rows.querySelectorAll('.pk')].map(row => row.id));
    const isFirst = part === rows.firstElementChild;
    const all = [...found.children];
    // Only what lies beyond the rows that are there; what stands between two packets goes with the packet after it.
    const edge = isFirst ? all.findIndex(row => have.has(row.id)) : all.findLastIndex(row => have.has(row.id));
    if (edge < 0) { location.assign(link.href); return; }
    const fresh = isFirst ? all.slice(0, edge) : all.slice(edge + 1);
    const anchor = isFirst ? part.nextElementSibling : null;
    const before = anchor?.getBoundingClientRect().top;
    part.replaceWith(...fresh.map(row => {
      if (row.classList.contains('on')) { unchoose(row); }
      return document.adoptNode(row);
    }));
    showLocalTimes();
    // Rows that come above must not push away what is being read.
    if (anchor) { scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: 'instant' }); }
    watch();
  } catch {
    delete part.dataset.coming;
  }
}

function watch() { document.querySelectorAll('.lad [data-part]').forEach(part => watcher.observe(part)); }

export function startRows() {
  watcher = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => bring(entry.target)), { rootMargin: '1200px 0px' });
  return watch;
}
