// The framework begins after the first picture: a circuit and the live table would delay it. A page in the background is not painted, so it does not wait for ever.
const longest = 500;

let isBegun;
const begun = new Promise(resolve => { isBegun = resolve; });

/** Begins the framework, if the page has one. `arrive` is called for each page that comes after the first. */
export function startFramework(arrive) {
  afterFirstPaint(async () => {
    try {
      await window.Blazor?.start();
      window.Blazor?.addEventListener('enhancedload', arrive);
    } finally {
      isBegun();
    }
  });
}

/** Goes to another page of ours, and waits for the framework: without it the page would be loaded anew, and what this one knows would be lost. */
export async function go(address) {
  await begun;
  if (window.Blazor?.navigateTo) { window.Blazor.navigateTo(address); } else { location.assign(address); }
}

/** Runs the action once, when the page has been drawn. */
function afterFirstPaint(action) {
  let done = false;
  const once = () => {
    if (!done) { done = true; action(); }
  };
  new PerformanceObserver(list => { if (list.getEntriesByName('first-contentful-paint').length > 0) { once(); } }).observe({ type: 'paint', buffered: true });
  setTimeout(once, longest);
}
