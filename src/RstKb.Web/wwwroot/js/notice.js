let timer;

/** Says something at the foot of the page for a while; screen readers say it too. */
export function say(text) {
  const notice = document.getElementById('notice');
  if (!notice) { return; }
  notice.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => { notice.textContent = ''; }, 2500);
}
