// Marks in the table of contents where one is reading.
let watcher = null;

export function startContents() {
  return () => {
    watcher?.disconnect();
    const links = new Map([...document.querySelectorAll('.toc a[href*="#"]')].map(link => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))]));
    const headings = [...new Set(links.values())].filter(Boolean);
    if (headings.length === 0) { return; }
    const mark = () => {
      const here = headings.filter(heading => heading.getBoundingClientRect().top < innerHeight / 3).at(-1) ?? headings[0];
      for (const [link, heading] of links) {
        link.classList.toggle('on', heading === here);
        if (heading === here) { link.setAttribute('aria-current', 'location'); } else { link.removeAttribute('aria-current'); }
      }
    };
    watcher = new IntersectionObserver(mark, { rootMargin: '0px 0px -60% 0px', threshold: [0, 1] });
    headings.forEach(heading => watcher.observe(heading));
    mark();
  };
}
