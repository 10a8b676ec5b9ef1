// A page that a link leads to begins at its top, as any other page does; Back and forward keep the browser's own place.
let path = location.pathname;
let isBack = false;

export function startScroll() {
  addEventListener('popstate', () => { isBack = location.pathname !== path; });
  return () => {
    if (location.pathname !== path && !isBack && !location.hash) { scrollTo({ top: 0, behavior: 'instant' }); }
    path = location.pathname;
    isBack = false;
  };
}
