// Single keys. They act outside fields only and can be switched off on the help page.
import { step, toEnd, toEvidence, toggleNumbers, toggleRun, toReset, undock } from './flow.js';
import { copy } from './copy.js';
import { askForPacket } from './goto.js';
import { showHelp } from './help.js';
import { say } from './notice.js';
import { nextTheme } from './theme.js';

const inField = target => target.closest?.('input, textarea, select, [contenteditable]');
const press = selector => { const found = document.querySelector(selector); found?.click(); return Boolean(found); };
const enabled = () => localStorage.getItem('single-keys') !== 'off';

function rowStep(by) {
  const rows = [...document.querySelectorAll('[data-row]')].filter(row => row.checkVisibility());
  if (rows.length === 0) { return false; }
  const at = rows.indexOf(document.activeElement.closest?.('[data-row]'));
  const row = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
  row.focus();
  return true;
}

const onFlow = {
  ArrowDown: () => step(1), n: () => step(1), ArrowUp: () => step(-1), p: () => step(-1),
  Home: () => toEnd(false), End: () => toEnd(true), r: toReset, e: () => toEvidence(false), E: () => toEvidence(true),
  s: () => toggleNumbers(), x: toggleRun, c: () => press('[data-key-copy]'), a: () => press('[data-key-article]'),
  l: () => copy(location.href.replace(/#.*/, ''), 'Link to this packet copied'),
  g: askForPacket,
  j: () => press('[data-key-next]'), k: () => press('[data-key-previous]'),
};
function openFilter() {
  const menu = document.querySelector('[data-key-filter]');
  if (!menu) { return false; }
  menu.open = true;
  menu.scrollIntoView({ block: 'center', behavior: 'instant' });
  menu.querySelector('a, input')?.focus();
  return true;
}

const onList = {
  j: () => rowStep(1), k: () => rowStep(-1), b: () => press('[data-key-benign]'), c: () => press('[data-key-copy]'), f: openFilter,
};
const everywhere = {
  '/': () => {
    const box = [...document.querySelectorAll('[data-search]')].find(input => input.offsetParent);
    if (box) { box.focus(); box.select(); }
    return Boolean(box);
  },
  '?': showHelp, u: () => press('.rail a.n'), t: () => say(nextTheme()),
};

export function startKeys() {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) { return; }
    if (event.key === 'Escape') {
      const open = [...document.querySelectorAll('details.menu[open]')];
      if (open.length > 0) {
        open.forEach(menu => { menu.open = false; menu.querySelector('summary').focus(); });
        return;
      }
      if (inField(event.target)) { event.target.blur(); } else if (!undock()) { press('[data-key-close]'); }
      return;
    }
    if (inField(event.target) || (event.key.length === 1 && !enabled())) { return; }
    const flow = document.querySelector('[data-flow]');
    const arrows = event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End';
    // Arrows move the choice only where the ladder has the focus: elsewhere they scroll as always.
    if (arrows && !event.target.closest('.lad')) { return; }
    const action = (flow ? onFlow[event.key] : onList[event.key]) ?? everywhere[event.key];
    if (action && action() !== false) { event.preventDefault(); }
  });
  document.addEventListener('change', event => {
    if (event.target.matches('[data-single-keys]')) { localStorage.setItem('single-keys', event.target.checked ? 'on' : 'off'); }
  });
  document.addEventListener('click', event => {
    const skip = event.target.closest('[data-skip]');
    if (skip) {
      event.preventDefault();
      const main = document.getElementById('main');
      main.tabIndex = -1;
      main.focus();
    }
    if (event.target.closest('[data-reload]')) { event.preventDefault(); location.reload(); }
  });
  return () => document.querySelectorAll('[data-single-keys]').forEach(box => { box.checked = enabled(); });
}
