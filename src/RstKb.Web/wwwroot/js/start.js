// The framework begins after the first picture: a circuit and the live table would delay it. A page in the background is not painted, so it does not wait for ever.
const longest = 500;

/** Runs the action once, when the page has been drawn. */
export function afterFirstPaint(action) {
  let done = false;
  const once = () => {
    if (!done) { done = true; action(); }
  };
  new PerformanceObserver(list => { if (list.getEntriesByName('first-contentful-paint').length > 0) { once(); } }).observe({ type: 'paint', buffered: true });
  setTimeout(once, longest);
}
