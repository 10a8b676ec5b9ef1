// Asks for a packet's number in a box of our own: the browser's has another look, another theme, and some browsers let pages show none.
import { toPacket } from './flow.js';

/** Opens the box; Enter goes there, Escape closes it. */
export function askForPacket() {
  if (document.querySelector('dialog.gotodlg')) { return; }
  const dialog = document.createElement('dialog');
  dialog.className = 'gotodlg card';
  dialog.setAttribute('aria-label', 'Go to a packet');
  dialog.innerHTML = '<form method="dialog" class="row"><label for="goto">Packet</label><input id="goto" class="inp" inputmode="numeric" pattern="#?[\\d,]+" maxlength="14" autocomplete="off" required placeholder="its number in the capture"><button class="btn s" value="go">Go</button></form>';
  dialog.addEventListener('click', event => { if (event.target === dialog) { dialog.close(); } });
  dialog.addEventListener('close', () => {
    const number = dialog.returnValue === 'go' ? dialog.querySelector('input').value : '';
    dialog.remove();
    toPacket(number);
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector('input').focus();
}
