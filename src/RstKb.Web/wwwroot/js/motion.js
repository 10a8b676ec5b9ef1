// A run that is opened grows out of its place; what was below it is seen to move down.
const duration = 160;
// More rows than a screen holds would be laid out for nobody.
const mostRows = 30;
const rows = () => [...document.querySelectorAll('.lad .pk')];

let before = null;

export function startMotion() {
  document.addEventListener('click', event => {
    before = event.target.closest('a[data-run]') ? new Set(rows().map(row => row.id)) : null;
  }, true);
  return () => {
    const had = before;
    before = null;
    if (!had || matchMedia('(prefers-reduced-motion: reduce)').matches) { return; }
    for (const row of rows().filter(row => !had.has(row.id)).slice(0, mostRows)) {
      const height = `${row.offsetHeight}px`;
      row.animate([{ height: '0px', minHeight: '0px', overflow: 'clip' }, { height, minHeight: '0px', overflow: 'clip' }], { duration, easing: 'ease-out' });
    }
  };
}
