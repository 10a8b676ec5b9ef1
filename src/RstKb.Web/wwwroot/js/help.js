// The keys of the page, over the page. They are a part of the help page, which has those of all pages and is fetched when somebody asks.
let shown = null;

const here = () => document.querySelector('[data-flow]') ? 'flow' : document.getElementById('flows') ? 'case' : '';

async function bring() {
  const answer = await fetch('/keys', { headers: { Accept: 'text/html' } });
  if (!answer.ok) { throw new Error(answer.statusText); }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const dialog = document.createElement('dialog');
  dialog.className = 'keysdlg card';
  dialog.setAttribute('aria-label', 'Keys');
  dialog.append(document.importNode(page.querySelector('.keys'), true), document.importNode(page.querySelector('[data-single-keys]').closest('label'), true));
  dialog.querySelectorAll('[data-keys-of]').forEach(keys => { if (!['', here()].includes(keys.dataset.keysOf)) { keys.remove(); } });
  dialog.insertAdjacentHTML('beforeend', '<p class="t2 sm"><a href="/keys">Help, and the keys of all pages</a></p>');
  dialog.querySelector('[data-single-keys]').checked = localStorage.getItem('single-keys') !== 'off';
  dialog.insertAdjacentHTML('afterbegin', '<form method="dialog" class="row"><h2>Keys</h2><span class="sp"></span><button class="btn s">Close</button></form>');
  dialog.addEventListener('click', event => { if (event.target === dialog) { dialog.close(); } });
  // The framework takes over pages as a whole; what it does not know must not stay.
  dialog.addEventListener('close', () => { dialog.remove(); shown = null; });
  return dialog;
}

/** Opens them; the browser gives the focus back when they are closed. */
export async function showHelp() {
  if (shown) { return; }
  try {
    shown = await bring();
    document.body.append(shown);
    shown.showModal();
  } catch {
    location.assign('/keys');
  }
}
