// The focus stays with a person: a page that is taken over by enhanced navigation may have replaced what had it, or have no use for it any more.
let last = null;

const dialog = () => document.querySelector('.dlg[role="dialog"]');
const placeOf = element => { const place = element.closest('section, aside, nav, header, main'); return place && (place.id || place.getAttribute('aria-label') || place.tagName); };
const nameOf = element => element.dataset.focus || element.id || `${element.tagName} ${element.getAttribute('name') ?? ''} ${element.getAttribute('aria-label') ?? element.textContent.trim()}`;

function remember(element) {
  // What had the focus before a dialog opened gets it back when the dialog is closed.
  if (!dialog()) { last = { path: location.pathname, place: placeOf(element), name: nameOf(element) }; }
}

function find({ place, name }) {
  const there = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(element => element.checkVisibility() && placeOf(element) === place);
  return there.find(element => nameOf(element) === name) ?? there.find(element => element.matches('[data-focus-home]'));
}

function restore() {
  const open = dialog();
  if (open) {
    if (!open.contains(document.activeElement)) {
      const title = open.querySelector('h2');
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    }
    return;
  }
  if (document.activeElement === document.body && last?.path === location.pathname) { find(last)?.focus({ preventScroll: true }); }
}

export function startFocus() {
  document.addEventListener('focusin', event => { if (event.target !== document.body) { remember(event.target); } });
  // What is hidden now, as a link in a menu that closed, loses the focus with the next picture only.
  return () => requestAnimationFrame(() => requestAnimationFrame(restore));
}
