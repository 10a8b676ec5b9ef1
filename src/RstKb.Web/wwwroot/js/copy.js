import { say } from './notice.js';

/** Puts text on the clipboard; where the browser refuses (no secure context), by the old way. */
export async function copy(text, what = 'Copied') {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = Object.assign(document.createElement('textarea'), { value: text });
    document.body.append(area);
    area.select();
    done = document.execCommand('copy');
    area.remove();
  }
  say(done ? what : 'The browser does not let this page copy. Select it and copy it by hand.');
}

/** A link that was made a moment ago is on the clipboard when it is shown. */
function copyNew() {
  const made = document.querySelector('[data-copy-now]');
  if (made) {
    const link = made.dataset.copyNow;
    delete made.dataset.copyNow;
    copy(link, 'Link copied');
  }
}

function addCodeButtons() {
  for (const frame of document.querySelectorAll('.code-frame')) {
    if (frame.querySelector('.cp')) { continue; }
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'cp';
    button.setAttribute('aria-label', 'Copy this block');
    button.innerHTML = '<svg class="ic" viewBox="0 0 24 24" aria-hidden="true"><path d="M9 9h11v11H9zM5 15H4V4h11v1"/></svg>';
    button.addEventListener('click', () => copy(frame.querySelector('pre').textContent));
    frame.append(button);
  }
}

export function startCopy() {
  document.addEventListener('click', event => {
    const table = event.target.closest('[data-copy-table]');
    if (table) {
      const rows = [...document.querySelectorAll(`${table.dataset.copyTable} tr`)];
      copy(rows.map(row => [...row.cells].map(cell => cell.innerText.trim()).join('\t')).join('\n'), 'Table copied');
      return;
    }
    const button = event.target.closest('[data-copy],[data-copy-address]');
    if (!button) { return; }
    if (button.dataset.copy !== undefined) { copy(button.dataset.copy); } else { copy(location.href, 'Link copied'); }
  });
  // A menu closes when something outside it is clicked.
  document.addEventListener('click', event => {
    document.querySelectorAll('details.menu[open]').forEach(menu => { if (!menu.contains(event.target)) { menu.open = false; } });
  });
  return () => { addCodeButtons(); copyNew(); };
}
