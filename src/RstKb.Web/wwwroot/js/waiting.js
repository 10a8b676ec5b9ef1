// An answer that takes longer than a moment: the rows turn into bars of the same height until it is there. Below a moment nothing changes.
const moment = 150;
let timer = 0;

const isElsewhere = address => address.origin === location.origin && address.pathname === location.pathname && address.search !== location.search;

/** From now on an answer is waited for. */
export function wait() {
  clearTimeout(timer);
  timer = setTimeout(() => { document.documentElement.dataset.waiting = ''; }, moment);
}

/** Only answers that replace a part of this page are waited for; another page comes as a whole. */
export function startWaiting() {
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link && isPlain && !event.defaultPrevented && !link.download && !link.target && isElsewhere(new URL(link.href))) { wait(); }
  });
  document.addEventListener('submit', event => {
    if (event.target.method === 'get' && event.target.hasAttribute('data-enhance') && new URL(event.target.action).pathname === location.pathname) { wait(); }
  });
  return () => {
    clearTimeout(timer);
    delete document.documentElement.dataset.waiting;
  };
}
