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

/** Gives the width of the window, from which the columns follow. */
export async function prepare(styleSheet, script) {
  await Promise.all([styled(styleSheet), scripted(script)]);
  return innerWidth;
}
